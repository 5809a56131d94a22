package io.github.throttled.benchmark;

import org.HdrHistogram.Histogram;

import java.util.List;
import java.util.StringJoiner;

/** The section about what was asked at a constant rate. */
final class OpenLoopTable {

    private static final List<Double> PERCENTILES = List.of(50.0, 90.0, 99.0, 99.9);

    private static final String TEXT =
            """

            ## HTTP at a constant rate

            The same servers. Requests arrive at a constant rate, whether or not earlier ones have been answered, over %d connections: at 50 %% and at 80 %% of what the
            same generator gets from the endpoint when each connection sends its next request at once. The time of an answer counts from when its request should have been sent, so the percentiles are
            free of coordinated omission. The resource without Throttled is asked at the same rate, in turn. The generator shares the cores with the servers.

            | endpoint | of its capacity | requests/s | p50 | p90 | p99 | p99.9 | without Throttled: p50 | p90 | p99 | p99.9 |
            | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
            %s""";

    private OpenLoopTable() {}

    static String of(List<OpenLoopResult> results, int connections) {
        StringBuilder lines = new StringBuilder();
        results.forEach(result -> lines.append(line(result)).append('\n'));
        return TEXT.formatted(connections, lines);
    }

    private static String line(OpenLoopResult result) {
        StringJoiner line =
                new StringJoiner(" | ", "| ", " |")
                        .add(result.endpoint().label())
                        .add(Math.round(100 * result.part()) + " %")
                        .add(Figures.of(result.rate().median()));
        add(line, result.throttled());
        add(line, result.unthrottled());
        return line.toString();
    }

    private static void add(StringJoiner line, Histogram nanos) {
        for (double percentile : PERCENTILES) {
            line.add(Figures.of(nanos.getValueAtPercentile(percentile) / 1e6) + " ms");
        }
    }
}
