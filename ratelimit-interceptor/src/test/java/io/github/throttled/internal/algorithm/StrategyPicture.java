package io.github.throttled.internal.algorithm;

import io.github.throttled.internal.algorithm.StrategyRun.Decided;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Draws {@link StrategyRun}s as SVG: a row for each strategy, a square for each call, and a column
 * for each four seconds. A full square was admitted, a hollow one was rejected.
 */
final class StrategyPicture {

    private static final int WIDTH = 770;
    private static final int TOP = 84;
    private static final int ROW = 62;
    private static final int BOTTOM = 32;
    private static final int PITCH = 7;
    private static final int SQUARE = 6;
    private static final int STACK = 6;
    private static final int BURST_X = 146;
    private static final int STEADY_X = 326;
    private static final int LAST_X = 662;

    private final StringBuilder svg = new StringBuilder();
    private final List<StrategyRun> runs;

    private StrategyPicture(List<StrategyRun> runs) {
        this.runs = runs;
    }

    static String of(List<StrategyRun> runs) {
        return new StrategyPicture(runs).draw();
    }

    private String draw() {
        int bottom = TOP + ROW * runs.size();
        add(
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" font-family="system-ui, sans-serif" font-size="13">
                <title>What each strategy admits of the same calls, with a limit of 10/minute</title>
                <style>
                .paper { fill: #ffffff } text { fill: #24292f } .faint { fill: #57606a }
                .line { stroke: #d0d7de } .boundary { stroke: #8c959f; stroke-dasharray: 3 3 }
                .yes { fill: #0969da } .no { fill: none; stroke: #b35900 }
                @media (prefers-color-scheme: dark) {
                .paper { fill: #0d1117 } text { fill: #e6edf3 } .faint { fill: #9198a1 }
                .line { stroke: #3d444d } .boundary { stroke: #7d8590 }
                .yes { fill: #58a6ff } .no { fill: none; stroke: #db8b3d }
                }
                </style>
                <rect class="paper" width="100%%" height="100%%"/>
                """,
                WIDTH, bottom + BOTTOM);
        legend();
        text(BURST_X, 56, "", "start", "a burst, then a stream");
        text(STEADY_X, 56, "", "start", "a stream of 1.5 times the limit");
        text(LAST_X, 40, "", "start", "most admitted");
        text(LAST_X, 56, "", "start", "in any 60 s");
        text(LAST_X, 72, "faint", "start", "of the burst");
        for (long minute = 1; minute <= 2; minute++) {
            boundary(burstX(minute * StrategyRun.WINDOW_MILLIS), bottom, minute);
        }
        for (long minute = 0; minute <= 3; minute++) {
            boundary(steadyX(minute * StrategyRun.WINDOW_MILLIS), bottom, minute);
        }
        for (int i = 0; i < runs.size(); i++) {
            row(runs.get(i), TOP + ROW * (i + 1));
        }
        return svg.append("</svg>\n").toString();
    }

    private void legend() {
        square(BURST_X, 20, "yes");
        text(BURST_X + 10, 26, "", "start", "admitted");
        square(BURST_X + 80, 20, "no");
        text(BURST_X + 90, 26, "", "start", "rejected");
        text(STEADY_X, 26, "faint", "start", "limit 10/minute, every call costs 1 permit");
    }

    private void boundary(int x, int bottom, long minute) {
        add(
                "<line class=\"boundary\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>%n",
                x, TOP - 16, x, bottom + 4);
        text(x, bottom + 20, "faint", "middle", minute + ":00");
    }

    private void row(StrategyRun run, int base) {
        add(
                "<line class=\"line\" x1=\"12\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>%n",
                base, WIDTH - 12, base);
        text(12, base - 26, "", "start", run.strategy());
        text(12, base - 9, "faint", "start", run.settings());
        run.burst().forEach(new Stacks(base)::burst);
        run.steady().forEach(new Stacks(base)::steady);
        List<Long> minutes = run.admittedEachMinute();
        for (int minute = 0; minute < minutes.size(); minute++) {
            int middle = steadyX((2L * minute + 1) * StrategyRun.WINDOW_MILLIS / 2);
            text(middle, base - 20, "faint", "middle", minutes.get(minute) + " of 15");
        }
        add(
                "<text x=\"%d\" y=\"%d\" font-size=\"22\" font-weight=\"600\">%d</text>%n",
                LAST_X, base - 12, run.mostInAWindow());
    }

    /** The squares of one row, one above the other where calls came in the same column. */
    private final class Stacks {

        private final Map<Integer, Integer> heights = new HashMap<>();
        private final int base;

        Stacks(int base) {
            this.base = base;
        }

        void burst(Decided call) {
            put(burstX(call.atMillis()), call);
        }

        void steady(Decided call) {
            put(steadyX(call.atMillis()), call);
        }

        private void put(int x, Decided call) {
            int height = heights.merge(x, 1, Integer::sum);
            if (height > STACK) {
                throw new IllegalArgumentException("A column has room for " + STACK + " calls.");
            }
            square(x, base - 3 - height * PITCH, call.admitted() ? "yes" : "no");
        }
    }

    private static int burstX(long millis) {
        return BURST_X + column(millis - StrategyRun.BURST_FROM_MILLIS);
    }

    private static int steadyX(long millis) {
        return STEADY_X + column(millis);
    }

    private static int column(long millis) {
        return Math.toIntExact(millis / StrategyRun.STEP_MILLIS) * PITCH;
    }

    private void square(int x, int y, String kind) {
        // The stroke of a hollow square lies on its edge, half inside and half outside.
        double inset = kind.equals("no") ? 0.5 : 0;
        add(
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>%n",
                kind, x + inset, y + inset, SQUARE - 2 * inset, SQUARE - 2 * inset);
    }

    private void text(int x, int y, String kind, String anchor, String text) {
        if (!text.isEmpty()) {
            add(
                    "<text%s x=\"%d\" y=\"%d\"%s>%s</text>%n",
                    kind.isEmpty() ? "" : " class=\"" + kind + "\"",
                    x,
                    y,
                    anchor.equals("start") ? "" : " text-anchor=\"" + anchor + "\"",
                    text);
        }
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format.replace("%n", "\n"), values));
    }
}
