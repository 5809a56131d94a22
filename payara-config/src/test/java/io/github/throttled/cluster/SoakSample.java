package io.github.throttled.cluster;

import io.github.throttled.load.ConstantRate;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a part of a long run has shown.
 *
 * @param minute when it ended, in minutes of requests
 * @param answers to the requests of this part
 * @param nodes what each of them needed afterwards
 */
record SoakSample(double minute, ConstantRate.Answers answers, List<Footprint> nodes) {

    /** For who watches the run. */
    String progress() {
        return String.format(
                        Locale.ROOT,
                        "minute %.2f: %d admitted, %d rejected, %d failed; p50 %.1f ms, p99 %.1f ms, longest %.0f ms",
                        minute,
                        answers.admitted(),
                        answers.rejected(),
                        answers.failed(),
                        answers.millis(50),
                        answers.millis(99),
                        answers.millis(100))
                + of(NodeResource.HEAP)
                + of(NodeResource.THREADS)
                + of(NodeResource.HANDLES);
    }

    private String of(NodeResource resource) {
        return "; %s %s".formatted(resource.label(), each(resource, ", "));
    }

    /** How much each node needed, one after the other. */
    String each(NodeResource resource, String separator) {
        return nodes.stream()
                .map(node -> String.format(Locale.ROOT, "%.0f", resource.of(node)))
                .collect(Collectors.joining(separator));
    }
}
