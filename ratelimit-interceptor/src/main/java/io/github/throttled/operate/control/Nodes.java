package io.github.throttled.operate.control;

import io.github.throttled.store.Board;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The nodes that are there, as they say themselves, again and again. Thread-safe. */
public final class Nodes {

    /** How long one that says nothing is remembered. */
    static final Duration KEPT = Duration.ofSeconds(15);

    private final String id = UUID.randomUUID().toString().substring(0, 8);
    private final Board<String> board;
    private final Supplier<String> name;
    private final Control control;

    /**
     * @param name what this node is called
     */
    Nodes(Board<String> board, Supplier<String> name, Control control) {
        this.board = board;
        this.name = name;
        this.control = control;
    }

    /** The identity of this node. */
    public String id() {
        return id;
    }

    /** All, by name; this one only, while the store does not answer. No two have the same name. */
    public List<NodeState> all() {
        Map<String, NodeState> found = new HashMap<>();
        told().forEach((node, text) -> NodeState.of(node, text).ifPresent(s -> found.put(node, s)));
        found.put(id, state());
        List<NodeState> all = new ArrayList<>();
        found.values().stream()
                .sorted(Comparator.comparing(NodeState::name).thenComparing(NodeState::id))
                .forEach(node -> all.add(isTaken(node.name(), all) ? renamed(node) : node));
        return all;
    }

    /** Says that this one is there. */
    void tell() {
        board.put(id, state().toText());
    }

    /** Says that this one is gone. */
    void leave() {
        board.remove(id);
    }

    private Map<String, String> told() {
        try {
            return board.all();
        } catch (IllegalStateException e) {
            return Map.of();
        }
    }

    private NodeState state() {
        return new NodeState(
                id,
                name.get(),
                control.nowMillis(),
                NodeState.Health.of(control.storeState()),
                control.policies().size(),
                Optional.ofNullable(Nodes.class.getPackage().getImplementationVersion())
                        .orElse(""));
    }

    private static boolean isTaken(String name, List<NodeState> nodes) {
        return nodes.stream().anyMatch(node -> node.name().equals(name));
    }

    private static NodeState renamed(NodeState node) {
        return new NodeState(
                node.id(),
                node.name() + '-' + node.id(),
                node.seenMillis(),
                node.store(),
                node.policies(),
                node.version());
    }
}
