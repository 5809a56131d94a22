package io.github.throttled.internal.control;

import io.github.throttled.internal.engine.failover.SilentMember;

import java.util.Optional;

/**
 * A node in the list of the console.
 *
 * @param state the last announcement of the node; {@link NodeState.Health#SILENT} if its grid
 *     member is silent
 * @param silence the silence of that member; empty while it answers
 * @param hasApplication false for a silent grid member that has announced no node of this
 *     application
 */
public record ListedNode(NodeState state, Optional<SilentMember> silence, boolean hasApplication) {

    static ListedNode answering(NodeState state) {
        return new ListedNode(state, Optional.empty(), true);
    }

    static ListedNode silent(NodeState state, SilentMember silence) {
        return new ListedNode(state.withStore(NodeState.Health.SILENT), Optional.of(silence), true);
    }

    /** Lists a silent grid member that has announced no node of this application. */
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

    ListedNode named(String name) {
        return new ListedNode(state.named(name), silence, hasApplication);
    }
}
