package io.github.throttled.benchmark;

import java.util.List;
import java.util.StringJoiner;

/** The table of what an application on a server asked. */
final class LoopTable {

    private static final String HEAD =
            """
            | in the process of Payara Micro | threads | decisions/s | ours / this | this / ours | bytes/decision |
            | --- | ---: | ---: | ---: | ---: | ---: |
            """;

    private LoopTable() {}

    static String of(List<LoopResult> results) {
        StringBuilder table = new StringBuilder(HEAD);
        LoopResult ours = null;
        for (LoopResult result : results) {
            if (result.loop() == Loop.THROTTLED) {
                ours = result;
            }
            table.append(line(ours, result)).append('\n');
        }
        return table.toString();
    }

    private static String line(LoopResult ours, LoopResult result) {
        double ratio = ours.rate().mean() / result.rate().mean();
        return new StringJoiner(" | ", "| ", " |")
                .add(result.loop().label())
                .add(Integer.toString(result.threads()))
                .add(Figures.withError(result.rate()))
                .add(result.loop().isPeer() ? Figures.ratio(ratio) : "")
                .add(result.loop().isOtherConsole() ? Figures.ratio(1 / ratio) : "")
                .add(Figures.of(result.bytes().mean()))
                .toString();
    }
}
