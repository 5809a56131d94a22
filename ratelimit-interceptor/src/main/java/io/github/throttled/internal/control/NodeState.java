package io.github.throttled.internal.control;

import io.github.throttled.internal.config.syntax.KebabCase;
import io.github.throttled.internal.engine.failover.StoreState;

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
 * @param member the identity of its member of the grid; empty if it is not known, as of a node with
 *     an older version
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

    /** As many as older versions write, which know no member. */
    private static final int LEAST_LINES = 5;

    /** Whether a node reaches the store. */
    public enum Health {
        /** All of it. */
        OK,
        /** Some of it. */
        DEGRADED,
        /** Nothing of it. */
        DOWN,
        /** The node's member of the grid is silent; no node says this of itself. */
        SILENT;

        /** What a store is like of which these parts do not answer. */
        public static Health of(StoreState state) {
            if (state.isWhole()) {
                return OK;
            }
            return state.silent() < state.parts() ? DEGRADED : DOWN;
        }

        /** In lower case. */
        public String label() {
            return KebabCase.of(this);
        }
    }

    /** The same node, as others find it. */
    NodeState withStore(Health health) {
        return new NodeState(id, name, seenMillis, health, policies, version, member);
    }

    /** The same node by another name. */
    NodeState named(String other) {
        return new NodeState(id, other, seenMillis, store, policies, version, member);
    }

    String toText() {
        return TextLines.of(seenMillis, store, policies, version, name, member);
    }

    /** What {@link #toText} has written; empty if it is something else. */
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
