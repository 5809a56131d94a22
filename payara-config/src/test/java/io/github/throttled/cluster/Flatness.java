package io.github.throttled.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Whether a node needed as much of something at the end of a long run as soon after its beginning.
 * The first quarter is for warming up. Medians are compared, of the second quarter and of the last
 * one, so that a single sample decides nothing.
 *
 * @param node its number, from 1
 * @param before the median of the second quarter
 * @param after the median of the last quarter
 */
record Flatness(NodeResource resource, int node, double before, double after) {

    /** So that each quarter has one. */
    static final int LEAST_SAMPLES = 4;

    /**
     * Of all nodes and all that they need.
     *
     * @throws IllegalArgumentException if there are fewer samples than {@link #LEAST_SAMPLES}
     */
    static List<Flatness> of(List<SoakSample> samples) {
        if (samples.size() < LEAST_SAMPLES) {
            throw new IllegalArgumentException("Only " + samples.size() + " samples");
        }
        List<Flatness> all = new ArrayList<>();
        for (NodeResource resource : NodeResource.values()) {
            for (int node = 0; node < samples.get(0).nodes().size(); node++) {
                all.add(of(samples, resource, node));
            }
        }
        return all;
    }

    private static Flatness of(List<SoakSample> samples, NodeResource resource, int node) {
        double[] values =
                samples.stream().mapToDouble(s -> resource.of(s.nodes().get(node))).toArray();
        int quarter = values.length / 4;
        return new Flatness(
                resource,
                node + 1,
                median(values, quarter, 2 * quarter),
                median(values, values.length - quarter, values.length));
    }

    private static double median(double[] values, int from, int to) {
        double[] sorted = Arrays.copyOfRange(values, from, to);
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The most that the last quarter may have. */
    double allowed() {
        return resource.allowed(before);
    }

    /** It may need less; what a warm-up has left is given back late. */
    boolean holds() {
        return after <= allowed();
    }

    /** A row of a table in Markdown. */
    String row() {
        return String.format(
                Locale.ROOT,
                "| %s | node-%d | %.1f | %.1f | %.1f | %s |",
                resource.label(),
                node,
                before,
                after,
                allowed(),
                holds() ? "flat" : "**grows**");
    }
}
