package io.github.throttled.internal.engine.failover;

import io.github.throttled.internal.config.syntax.KebabCase;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which parts of the store answer. If parts are silent but the list of members is empty, these
 * parts hang for another reason than the silence of their owner.
 *
 * @param since when the status last changed
 * @param silent how many parts of the store do not answer; {@code on-store-failure} decides for
 *     their keys
 * @param parts how many parts the store has; at least 1
 * @param silentMembers the members of the grid that do not answer
 */
public record StoreState(
        Status status, Instant since, int silent, int parts, List<SilentMember> silentMembers) {

    /** Keeps a copy of the list. */
    public StoreState {
        silentMembers = List.copyOf(silentMembers);
    }

    /** In the terms of a circuit breaker. */
    public enum Status {
        /** All parts of the store are asked. */
        CLOSED,
        /** Some parts are not asked; those are being probed. */
        HALF_OPEN,
        /** Some parts are not asked. */
        OPEN;

        /** The published form: {@code half-open}. */
        public String label() {
            return KebabCase.of(this);
        }
    }

    /** Whether all parts and all members answer. */
    public boolean isWhole() {
        return silent == 0 && silentMembers.isEmpty();
    }

    /**
     * The share of the counters that does not answer, in percent, rounded as by {@link #percent}.
     */
    public int silentPercent() {
        return percent(silent);
    }

    /**
     * A number of parts in percent of all parts, rounded. Never 0 for one part or more, and never
     * 100 for fewer than all.
     *
     * @param some at least 0
     */
    public int percent(int some) {
        if (some == 0 || some >= parts) {
            return some == 0 ? 0 : 100;
        }
        return (int) Math.max(1, Math.min(99, Math.round(100.0 * some / parts)));
    }

    /** The silent members by name. */
    public List<SilentMember> silentByName() {
        return silentMembers.stream()
                .sorted(
                        Comparator.comparing(SilentMember::name)
                                .thenComparing(SilentMember::address))
                .toList();
    }

    /**
     * Describes the failure in a sentence without a full stop: {@code member shop-3 (10.0.0.3:6900)
     * is silent, 33 % of the counters}.
     *
     * @return empty if everything answers
     */
    public String detail() {
        if (isWhole()) {
            return "";
        }
        if (silentMembers.isEmpty()) {
            return "%d of %d parts do not answer, %d %% of the counters"
                    .formatted(silent, parts, silentPercent());
        }
        int owned = Math.min(parts, silentMembers.stream().mapToInt(SilentMember::parts).sum());
        String members =
                silentByName().stream()
                        .map(SilentMember::label)
                        .collect(Collectors.joining(" and "));
        String detail =
                "%s %s silent, %d %% of the counters"
                        .formatted(
                                silentMembers.size() == 1
                                        ? "member " + members
                                        : "members " + members,
                                silentMembers.size() == 1 ? "is" : "are",
                                percent(owned));
        return silent > owned
                ? detail + "; %d other parts do not answer either".formatted(silent - owned)
                : detail;
    }
}
