package io.github.throttled.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** The table of the targets: each on a line of its own, so that each can be quoted alone. */
final class TargetTable {

    private static final String HEAD =
            """
            | work | compared with | target | measured | reached | over-admitted / rejected too early |
            | --- | --- | --- | ---: | --- | ---: |
            """;

    private TargetTable() {}

    static String of(List<TargetLine> targets) {
        StringBuilder table = new StringBuilder(HEAD);
        targets.forEach(target -> table.append(line(target)).append('\n'));
        return table.toString();
    }

    private static String line(TargetLine target) {
        return new StringJoiner(" | ", "| ", " |")
                .add(target.work())
                .add(target.peer())
                .add(target.bound().toString())
                .add(target.bound().figure(target.figure()))
                .add(verdict(target))
                .add(accuracy(target.accuracy()))
                .toString();
    }

    private static String verdict(TargetLine target) {
        if (!target.isRight()) {
            return "**void: ours has admitted too many**";
        }
        return target.isReached() ? "reached" : "**missed**";
    }

    private static String accuracy(TargetLine.Accuracy accuracy) {
        return accuracy == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%,d / %,d",
                        accuracy.overAdmitted(),
                        accuracy.rejectedEarly());
    }
}
