package io.github.throttled.internal.observability.usage;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What all policies have decided on all nodes at one time. Immutable. */
public final class ClusterCounts {

    private final Map<String, Map<String, PolicyCounter.Read>> byPolicy = new TreeMap<>();

    private final OptionalLong othersMillis;

    private ClusterCounts(OptionalLong othersMillis) {
        this.othersMillis = othersMillis;
    }

    /**
     * What nodes have told.
     *
     * @param told by the names of a node and a policy
     * @param othersMillis as {@link #othersMillis}
     */
    static ClusterCounts of(Map<String, long[]> told, OptionalLong othersMillis) {
        ClusterCounts counts = new ClusterCounts(othersMillis);
        told.forEach(
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
     * When the counts of the other nodes were read, since the epoch; empty if they are not there.
     * Those of this node are always those of now.
     */
    public OptionalLong othersMillis() {
        return othersMillis;
    }

    /** How often a policy has decided how, since the nodes that are there were started. */
    public Map<Outcome, Long> totals(String policy) {
        Map<Outcome, Long> sums = new EnumMap<>(Outcome.class);
        for (PolicyCounter.Read count : byPolicy.getOrDefault(policy, Map.of()).values()) {
            count.totals().forEach((outcome, calls) -> sums.merge(outcome, calls, Long::sum));
        }
        return sums;
    }

    /** What all nodes have of a policy. */
    public NodeGauges gauges(String policy) {
        return byPolicy.getOrDefault(policy, Map.of()).values().stream()
                .map(PolicyCounter.Read::gauges)
                .reduce(NodeGauges.NOTHING, NodeGauges::plus);
    }

    /** The last minutes of a policy, by the identity of each node that has decided anything. */
    public Map<String, TimeSteps> steps(String policy) {
        Map<String, TimeSteps> steps = new TreeMap<>();
        byPolicy.getOrDefault(policy, Map.of())
                .forEach((node, count) -> steps.put(node, count.steps()));
        return steps;
    }
}
