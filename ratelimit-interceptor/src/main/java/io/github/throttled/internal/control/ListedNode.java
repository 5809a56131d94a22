package io.github.throttled.internal.control;

import io.github.throttled.internal.engine.failover.SilentMember;

import java.util.Optional;

/**
 * A node as this one lists it.
 *
 * @param state what it has said last; {@link NodeState.Health#SILENT} if its member of the grid is
 *     silent
 * @param silence of that member; empty while it answers
 * @param hasApplication false for a silent member of the grid of which no node of this application
 *     is known
 */
public record ListedNode(NodeState state, Optional<SilentMember> silence, boolean hasApplication) {

    /** One that answers. */
    static ListedNode answering(NodeState state) {
        return new ListedNode(state, Optional.empty(), true);
    }

    /** One that has said something, and is silent now. */
    static ListedNode silent(NodeState state, SilentMember silence) {
        return new ListedNode(state.withStore(NodeState.Health.SILENT), Optional.of(silence), true);
    }

    /** A member of the grid of which nobody has said that it runs this application. */
    static ListedNode withoutApplication(SilentMember silence) {
        NodeState state =
                new NodeState(
                        silence.id(),
                        silence.name(),
                        silence.since().toEpochMilli(),
                        NodeState.Health.SILENT,
                        0,
                        "",
                        silence.id());
        return new ListedNode(state, Optional.of(silence), false);
    }

    /** The same node by another name. */
    ListedNode named(String name) {
        return new ListedNode(state.named(name), silence, hasApplication);
    }
}
