package io.github.throttled.internal.control;

import io.github.throttled.internal.engine.failover.SilentMember;
import io.github.throttled.internal.store.CachedSharedMap;
import io.github.throttled.internal.store.SharedMap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The nodes that are there, as they say themselves, again and again, and the members of the grid
 * that have fallen silent. Thread-safe.
 */
public final class Nodes {

    /** How long one that says nothing is remembered. */
    static final Duration KEPT = Duration.ofSeconds(15);

    private static final Comparator<ListedNode> ORDER =
            Comparator.<ListedNode, String>comparing(node -> node.state().name())
                    .thenComparing(node -> node.state().id());

    private final String id = UUID.randomUUID().toString().substring(0, 8);
    private final SharedMap<String> map;
    private final CachedSharedMap<String> announced;
    private final Supplier<String> name;
    private final LimitControl control;

    /** What this node was called when it told of itself last; null before. */
    private volatile String lastName;

    /**
     * @param told what nodes tell
     * @param name what this node is called; the grid may be asked for that
     */
    Nodes(
            SharedMap<String> map,
            CachedSharedMap<String> announced,
            Supplier<String> name,
            LimitControl control) {
        this.map = map;
        this.announced = announced;
        this.name = name;
        this.control = control;
    }

    /** The identity of this node. */
    public String id() {
        return id;
    }

    /**
     * All, by name. No two have the same name. While the store does not answer, these are the nodes
     * that were there before. A member of the grid that is silent is among them in any case.
     */
    public List<ListedNode> all() {
        Map<String, NodeState> states = announced();
        states.put(id, state());
        Map<String, SilentMember> silent =
                control.storeState().silentMembers().stream()
                        .collect(
                                Collectors.toMap(
                                        SilentMember::id, Function.identity(), (one, same) -> one));
        List<ListedNode> found = new ArrayList<>();
        for (NodeState state : states.values()) {
            SilentMember silence = silent.remove(state.member());
            found.add(
                    silence == null
                            ? ListedNode.answering(state)
                            : ListedNode.silent(state, silence));
        }
        silent.values().forEach(member -> found.add(ListedNode.withoutApplication(member)));
        List<ListedNode> all = new ArrayList<>();
        found.stream()
                .sorted(ORDER)
                .forEach(node -> all.add(isTaken(node.state().name(), all) ? renamed(node) : node));
        return all;
    }

    /** Sees who is there now. */
    void read() {
        announced.read();
    }

    /** Says that this one is there. */
    void announce() {
        lastName = name.get();
        map.put(id, state().toText());
    }

    /** Says that this one is gone. */
    void leave() {
        map.remove(id);
    }

    /** By identity; empty if the store does not answer, and never has. */
    private Map<String, NodeState> announced() {
        Map<String, NodeState> states = new HashMap<>();
        try {
            announced
                    .recent()
                    .entries()
                    .forEach(
                            (node, text) ->
                                    NodeState.of(node, text).ifPresent(s -> states.put(node, s)));
        } catch (IllegalStateException e) {
            // Only this one is known.
        }
        return states;
    }

    private NodeState state() {
        String called = lastName;
        return new NodeState(
                id,
                called == null ? name.get() : called,
                control.nowMillis(),
                NodeState.Health.of(control.storeState()),
                control.policies().size(),
                Optional.ofNullable(Nodes.class.getPackage().getImplementationVersion()).orElse(""),
                control.memberId());
    }

    private static boolean isTaken(String name, List<ListedNode> nodes) {
        return nodes.stream().anyMatch(node -> node.state().name().equals(name));
    }

    private static ListedNode renamed(ListedNode node) {
        return node.named(node.state().name() + '-' + node.state().id());
    }
}
