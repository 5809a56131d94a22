package io.github.throttled.benchmark;

import io.github.throttled.benchmark.HttpResult.Round;

import java.util.List;
import java.util.StringJoiner;
import java.util.function.ToDoubleFunction;

/** The table of what was asked over HTTP. */
final class HttpTable {

    private static final String HEAD =
            """
            | HTTP on Payara Micro | requests/s | of unthrottled | p99 | of unthrottled | server's CPU/request | of unthrottled | more than unthrottled |
            | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
            """;

    private HttpTable() {}

    static String of(List<HttpResult> results) {
        StringBuilder table = new StringBuilder(HEAD);
        results.forEach(result -> table.append(line(results.get(0), result)).append('\n'));
        return table.toString();
    }

    private static String line(HttpResult base, HttpResult result) {
        return new StringJoiner(" | ", "| ", " |")
                .add(result.endpoint().label())
                .add(spread(result.all(Round::rate), ""))
                .add(ratio(base, result, Round::rate))
                .add(spread(result.all(Round::p99Millis), " ms"))
                .add(ratio(base, result, Round::p99Millis))
                .add(spread(result.all(Round::cpuMicros), " µs"))
                .add(ratio(base, result, Round::cpuMicros))
                .add(more(base, result))
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

    private static String ratio(
            HttpResult base, HttpResult result, ToDoubleFunction<Round> figure) {
        return base == result ? "" : Figures.ratio(result.ratios(base, figure).median());
    }

    private static String more(HttpResult base, HttpResult result) {
        return base == result
                ? ""
                : Figures.of(result.differences(base, Round::cpuMicros).median()) + " µs";
    }
}
