package io.github.throttled.internal.control;

import io.github.throttled.internal.config.syntax.KebabCase;
import io.github.throttled.internal.engine.failover.StoreState;

import java.util.Optional;

/**
 * The announcement of a node.
 *
 * @param id the identity of the node; changes with each start
 * @param name the name of the node
 * @param seenMillis the time of the announcement in milliseconds since the epoch
 * @param store whether the node reaches the store
 * @param policies the number of policies that it enforces
 * @param version of this library; empty if unknown
 * @param member the identity of its grid member; empty if unknown, for example in older versions
 */
public record NodeState(
        String id,
        String name,
        long seenMillis,
        Health store,
        int policies,
        String version,
        String member) {

    private static final int LINES = 6;

    /** The number of lines of older versions, which announce no member. */
    private static final int LEAST_LINES = 5;

    public enum Health {
        OK,
        DEGRADED,
        DOWN,
        /** The grid member of the node is silent; no node announces this about itself. */
        SILENT;

        /** Converts the state of a store. */
        public static Health of(StoreState state) {
            if (state.isWhole()) {
                return OK;
            }
            return state.silent() < state.parts() ? DEGRADED : DOWN;
        }

        public String label() {
            return KebabCase.of(this);
        }
    }

    /** Returns the node with another state of the store. */
    NodeState withStore(Health health) {
        return new NodeState(id, name, seenMillis, health, policies, version, member);
    }

    NodeState named(String other) {
        return new NodeState(id, other, seenMillis, store, policies, version, member);
    }

    String toText() {
        return TextLines.of(seenMillis, store, policies, version, name, member);
    }

    /** Parses the result of {@link #toText}; empty for any other text. */
    static Optional<NodeState> of(String id, String text) {
        try {
            String[] lines = TextLines.parse(text, LEAST_LINES, LINES);
            return Optional.of(
                    new NodeState(
                            id,
                            lines[4],
                            Long.parseLong(lines[0]),
                            Health.valueOf(lines[1]),
                            Integer.parseInt(lines[2]),
                            lines[3],
                            lines.length < LINES ? "" : lines[5]));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
