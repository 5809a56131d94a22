package io.github.throttled.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The nodes that get requests, in turn: what a load balancer knows, and what was done to which node
 * when. Thread-safe.
 */
final class Rotation {

    private final List<Node> in = new ArrayList<>();
    private final Map<Node, AtomicInteger> underWay = new HashMap<>();
    private final Map<Node, Integer> disturbances = new HashMap<>();
    private int next;

    /** Nodes that are all in it. */
    Rotation(List<Node> nodes) {
        in.addAll(nodes);
        nodes.forEach(
                node -> {
                    underWay.put(node, new AtomicInteger());
                    disturbances.put(node, 0);
                });
    }

    /**
     * The node for the next request, which has to be {@link #ended} once; empty if there is none.
     */
    synchronized Optional<Node> next() {
        if (in.isEmpty()) {
            return Optional.empty();
        }
        Node node = in.get(next++ % in.size());
        underWay.get(node).incrementAndGet();
        return Optional.of(node);
    }

    /** How many nodes get requests. */
    synchronized int size() {
        return in.size();
    }

    void ended(Node node) {
        underWay.get(node).decrementAndGet();
    }

    /** Requests that this node has not answered yet. */
    int underWay(Node node) {
        return underWay.get(node).get();
    }

    /** Something is done to the node from now on, so that it need not answer. */
    synchronized void disturb(Node node) {
        if (!isDisturbed(node)) {
            disturbances.merge(node, 1, Integer::sum);
        }
    }

    /** No more requests for this node. */
    synchronized void takeOut(Node node) {
        in.remove(node);
    }

    /** It is all right again. */
    synchronized void putIn(Node node) {
        if (isDisturbed(node)) {
            disturbances.merge(node, 1, Integer::sum);
        }
        if (!in.contains(node)) {
            in.add(node);
        }
    }

    /**
     * Tells apart times: even while the node is left in peace, the same for as long as that lasts.
     */
    synchronized int disturbances(Node node) {
        return disturbances.get(node);
    }

    private boolean isDisturbed(Node node) {
        return disturbances.get(node) % 2 == 1;
    }
}
