package io.github.throttled.internal.observability.usage;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The decisions of all policies on all nodes at one time. Immutable. */
public final class ClusterCounts {

    private final Map<String, Map<String, PolicyCounter.Read>> byPolicy = new TreeMap<>();

    private final OptionalLong othersMillis;

    private ClusterCounts(OptionalLong othersMillis) {
        this.othersMillis = othersMillis;
    }

    /**
     * Parses the published counts of all nodes.
     *
     * @param published counts by the name of a node and policy
     * @param othersMillis as {@link #othersMillis}
     */
    static ClusterCounts of(Map<String, long[]> published, OptionalLong othersMillis) {
        ClusterCounts counts = new ClusterCounts(othersMillis);
        published.forEach(
                (name, numbers) -> {
                    List<String> parts = ClusterUsage.parts(name, 2);
                    if (parts.size() == 2) {
                        counts.byPolicy
                                .computeIfAbsent(parts.get(1), any -> new TreeMap<>())
                                .put(parts.get(0), PolicyCounter.read(numbers));
                    }
                });
        return counts;
    }

    /**
     * Returns when the counts of the other nodes were read, in milliseconds since the epoch; empty
     * if there are none. The counts of this node are always current.
     */
    public OptionalLong othersMillis() {
        return othersMillis;
    }

    /** Returns the decisions of a policy by outcome, since the running nodes started. */
    public Map<Outcome, Long> totals(String policy) {
        Map<Outcome, Long> sums = new EnumMap<>(Outcome.class);
        for (PolicyCounter.Read count : byPolicy.getOrDefault(policy, Map.of()).values()) {
            count.totals().forEach((outcome, calls) -> sums.merge(outcome, calls, Long::sum));
        }
        return sums;
    }

    /** Returns the gauges of a policy on all nodes together. */
    public NodeGauges gauges(String policy) {
        return byPolicy.getOrDefault(policy, Map.of()).values().stream()
                .map(PolicyCounter.Read::gauges)
                .reduce(NodeGauges.NOTHING, NodeGauges::plus);
    }

    /** Returns the time steps of a policy by the identity of the node. */
    public Map<String, TimeSteps> steps(String policy) {
        Map<String, TimeSteps> steps = new TreeMap<>();
        byPolicy.getOrDefault(policy, Map.of())
                .forEach((node, count) -> steps.put(node, count.steps()));
        return steps;
    }
}
