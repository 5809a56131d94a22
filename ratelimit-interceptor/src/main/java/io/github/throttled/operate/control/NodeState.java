package io.github.throttled.operate.control;

import io.github.throttled.engine.StoreState;
import io.github.throttled.policy.Word;

import java.util.Optional;

/**
 * What a node says of itself.
 *
 * @param id its identity, another one each time it starts
 * @param name what it is called
 * @param seenMillis when it said this, since the epoch
 * @param store whether it reaches the store
 * @param policies how many it enforces
 * @param version of this library; empty if it is not known
 */
public record NodeState(
        String id, String name, long seenMillis, Health store, int policies, String version) {

    private static final int LINES = 5;

    /** Whether a node reaches the store. */
    public enum Health {
        /** All of it. */
        OK,
        /** Some of it. */
        DEGRADED,
        /** Nothing of it. */
        DOWN;

        /** What a store is like of which these parts do not answer. */
        public static Health of(StoreState state) {
            if (state.silent() == 0) {
                return OK;
            }
            return state.silent() < state.parts() ? DEGRADED : DOWN;
        }

        /** In lower case. */
        public String label() {
            return Word.of(this);
        }
    }

    String toText() {
        return Lines.of(seenMillis, store, policies, version, name);
    }

    /** What {@link #toText} has written; empty if it is something else. */
    static Optional<NodeState> of(String id, String text) {
        try {
            String[] lines = Lines.parse(text, LINES);
            return Optional.of(
                    new NodeState(
                            id,
                            lines[4],
                            Long.parseLong(lines[0]),
                            Health.valueOf(lines[1]),
                            Integer.parseInt(lines[2]),
                            lines[3]));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
