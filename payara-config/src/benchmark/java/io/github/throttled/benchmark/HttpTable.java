package io.github.throttled.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** The table of what was asked over HTTP. */
final class HttpTable {

    private static final double LEAST_RATE = 0.95;
    private static final double MOST_P99 = 1.2;

    private static final String HEAD =
            """
            | HTTP on Payara Micro | requests/s | of unthrottled | shall be | p99 | of unthrottled | shall be | server's CPU/request | of unthrottled |
            | --- | ---: | ---: | --- | ---: | ---: | --- | ---: | ---: |
            """;

    private HttpTable() {}

    static String of(List<HttpResult> results) {
        StringBuilder table = new StringBuilder(HEAD);
        results.forEach(result -> table.append(line(result)).append('\n'));
        return table.toString();
    }

    private static String line(HttpResult result) {
        boolean isBase = result.endpoint() == Endpoint.UNTHROTTLED;
        boolean isBound = result.endpoint().isBound();
        double rate = result.rate().ratio().median();
        double p99 = result.p99().ratio().median();
        return new StringJoiner(" | ", "| ", " |")
                .add(result.endpoint().label())
                .add(spread(result.rate().figure(), ""))
                .add(isBase ? "" : Figures.ratio(rate))
                .add(isBound ? verdict("at least", LEAST_RATE, rate >= LEAST_RATE) : "")
                .add(spread(result.p99().figure(), " ms"))
                .add(isBase ? "" : Figures.ratio(p99))
                .add(isBound ? verdict("at most", MOST_P99, p99 <= MOST_P99) : "")
                .add(spread(result.cpu().figure(), " µs"))
                .add(isBase ? "" : Figures.ratio(result.cpu().ratio().median()))
                .toString();
    }

    /** The median, and from which to which. */
    private static String spread(Sample sample, String unit) {
        return "%s%s (%s to %s)"
                .formatted(
                        Figures.of(sample.median()),
                        unit,
                        Figures.of(sample.min()),
                        Figures.of(sample.max()));
    }

    private static String verdict(String bound, double value, boolean isReached) {
        return String.format(
                Locale.ROOT, "%s %sx: %s", bound, value, isReached ? "reached" : "**missed**");
    }
}
