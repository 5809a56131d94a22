package io.github.throttled.engine;

import io.github.throttled.policy.Word;

import java.time.Instant;
import java.util.List;

/**
 * Whether the store is asked. An empty list of members with silent parts says that these parts hang
 * for another reason than their owner's silence.
 *
 * @param since when it became so
 * @param silent how many parts of the store do not answer, so that {@code on-store-failure} answers
 *     for their keys
 * @param parts how many parts the store has; at least 1
 * @param silentMembers the members of the grid that do not answer
 */
public record StoreState(
        Status status, Instant since, int silent, int parts, List<SilentMember> silentMembers) {

    /** In the words of a circuit breaker. */
    public enum Status {
        /** All parts of the store are asked. */
        CLOSED,
        /** Not all are, and those that are not are being probed. */
        HALF_OPEN,
        /** Not all are. */
        OPEN;

        /** As it is published: {@code half-open}. */
        public String label() {
            return Word.of(this);
        }
    }
}
