package io.github.throttled.benchmark;

import java.util.List;
import java.util.StringJoiner;

/** The table of what an application on a server asked. */
final class LoopTable {

    private static final String HEAD =
            """
            | in the process of Payara Micro | threads | decisions/s | ours / this | bytes/decision |
            | --- | ---: | ---: | ---: | ---: |
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
        boolean isPeer = result.loop() == Loop.BUCKET4J || result.loop() == Loop.BUCKET4J_PROBE;
        return new StringJoiner(" | ", "| ", " |")
                .add(result.loop().label())
                .add(Integer.toString(result.threads()))
                .add(Figures.withError(result.rate()))
                .add(isPeer ? Figures.ratio(ours.rate().mean() / result.rate().mean()) : "")
                .add(Figures.of(result.bytes().mean()))
                .toString();
    }
}
