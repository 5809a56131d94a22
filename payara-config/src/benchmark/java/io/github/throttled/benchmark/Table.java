package io.github.throttled.benchmark;

import java.util.List;
import java.util.StringJoiner;

/** The table of the documentation: ours and each peer on its own line. */
final class Table {

    private static final String HEAD =
            """
            | work | limiter | figure | ours / this | bytes/decision | admitted / allowed | rejected too early |
            | --- | --- | ---: | ---: | ---: | ---: | ---: |
            """;

    private Table() {}

    static String of(List<Result> results) {
        StringBuilder table = new StringBuilder(HEAD);
        Result ours = null;
        for (Result result : results) {
            if (result.row().measure() == Row.Measure.GROWTH) {
                continue;
            }
            if (ours == null || ours.row() != result.row()) {
                ours = result;
            }
            table.append(line(ours, result)).append('\n');
        }
        return table.toString();
    }

    private static String line(Result ours, Result result) {
        boolean first = ours == result;
        double ratio = ours.figure().mean() / result.figure().mean();
        Row row = result.row();
        return new StringJoiner(" | ", "| ", " |")
                .add(first ? row.work() : "")
                .add(first ? "**" + result.contender().label() + "**" : result.contender().label())
                .add(Figures.withError(result.figure()) + unit(row))
                .add(first ? "" : Figures.ratio(ratio))
                .add(result.bytes().isEmpty() ? "" : bytes(result.bytes()))
                .add(admitted(result))
                .add(early(result))
                .toString();
    }

    private static String unit(Row row) {
        return row.measure() == Row.Measure.HEAP ? " B" : "/s";
    }

    /** What the profiler sees of other threads, spread over millions of decisions, is none. */
    private static String bytes(Sample sample) {
        return sample.mean() < 0.1 ? "0" : Figures.of(sample.mean());
    }

    private static String admitted(Result result) {
        Outcome outcome = result.outcome();
        if (outcome.allowed() == 0) {
            return "";
        }
        String counts =
                Figures.count(outcome.admitted()) + " / " + Figures.count(outcome.allowed());
        return outcome.overAdmitted() == 0
                ? counts
                : counts + ", **" + Figures.count(outcome.overAdmitted()) + " too many**";
    }

    private static String early(Result result) {
        return result.outcome().allowed() == 0
                ? ""
                : Figures.count(result.outcome().refusedEarly());
    }
}
