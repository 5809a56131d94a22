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
 * The running nodes and the silent members of the grid. Each node announces itself periodically.
 * Thread-safe.
 */
public final class Nodes {

    /** How long a node without announcements stays in the list. */
    static final Duration KEPT = Duration.ofSeconds(15);

    private static final Comparator<ListedNode> ORDER =
            Comparator.<ListedNode, String>comparing(node -> node.state().name())
                    .thenComparing(node -> node.state().id());

    private final String id = UUID.randomUUID().toString().substring(0, 8);
    private final SharedMap<String> map;
    private final CachedSharedMap<String> announced;
    private final Supplier<String> name;
    private final LimitControl control;

    /** The name in the last announcement of this node; null before the first. */
    private volatile String lastName;

    /**
     * @param map the shared map of announcements
     * @param announced the cached announcements of all nodes
     * @param name returns the name of this node; may access the grid
     * @param control the limits of this node
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

    /** Returns the identity of this node. */
    public String id() {
        return id;
    }

    /**
     * Returns all nodes by name; names are unique.
     *
     * <p>While the store does not answer, the list contains the nodes of the last successful read.
     * It always contains silent grid members.
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

    /** Reads the announcements of all nodes. */
    void read() {
        announced.read();
    }

    /** Announces this node. */
    void announce() {
        lastName = name.get();
        map.put(id, state().toText());
    }

    /** Removes the announcement of this node. */
    void leave() {
        map.remove(id);
    }

    /** Returns the announcements by identity; empty if no read has succeeded. */
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
            // Only this node is known.
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
