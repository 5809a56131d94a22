package io.github.throttled.cluster;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * What {@link StoreTimeoutIT} has measured, as a table in Markdown, and as two bar charts in SVG:
 * false alarms, and how long callers wait for a frozen member.
 */
final class StoreTimeoutFigure {

    private static final int WIDTH = 776;
    private static final int HEIGHT = 320;
    private static final int TOP = 64;
    private static final int BOTTOM = 48;
    private static final int CHART_WIDTH = 310;
    private static final int LEFT_CHART = 62;
    private static final int RIGHT_CHART = 448;
    private static final int BAR = 38;
    private static final int TICKS = 4;

    private final List<Row> rows;
    private final List<Integer> timeouts;
    private final List<Integer> busy;

    /**
     * What came of the bursts with one timeout, beside so many busy loops.
     *
     * @param over bursts that admitted too many
     * @param most the most that one admitted
     * @param under bursts that admitted too few
     * @param falseAlarms how often a node took a living member for silent
     * @param longestMillis the longest answer while all members live
     * @param frozenMillis the longest answer while a member is frozen
     */
    record Row(
            int timeoutMillis,
            int busy,
            int bursts,
            long over,
            long most,
            long under,
            long falseAlarms,
            long longestMillis,
            long frozenMillis,
            long errors) {}

    StoreTimeoutFigure(List<Row> rows) {
        this.rows = List.copyOf(rows);
        this.timeouts = rows.stream().map(Row::timeoutMillis).distinct().sorted().toList();
        this.busy = rows.stream().map(Row::busy).distinct().sorted().toList();
    }

    String table() {
        return """
               | store timeout | busy loops | bursts | admitted too many | most admitted of %d | admitted too few | false alarms | longest answer | longest with a frozen member |
               | --- | --- | --- | --- | --- | --- | --- | --- | --- |
               """
                        .formatted(StormBook.QUOTA)
                + rows.stream()
                        .sorted(Comparator.comparing(Row::busy).thenComparing(Row::timeoutMillis))
                        .map(StoreTimeoutFigure::line)
                        .collect(Collectors.joining());
    }

    private static String line(Row row) {
        return "| %d ms | %d | %d | %d | %d | %d | %d | %d ms | %d ms |%n"
                .formatted(
                        row.timeoutMillis(),
                        row.busy(),
                        row.bursts(),
                        row.over(),
                        row.most(),
                        row.under(),
                        row.falseAlarms(),
                        row.longestMillis(),
                        row.frozenMillis());
    }

    String svg() {
        Svg svg =
                new Svg(
                        WIDTH,
                        HEIGHT,
                        13,
                        "False alarms, and waiting for a frozen member, by throttled.store.timeout");
        for (int i = 0; i < busy.size(); i++) {
            double x = LEFT_CHART + i * 160.0;
            svg.add(
                    "<rect x=\"%.1f\" y=\"10\" width=\"12\" height=\"12\" fill=\"%s\"/>%n",
                    x, Svg.COLOURS.get(i));
            svg.text(x + 18, 21, "start", busy.get(i) + " busy loops");
        }
        chart(svg, LEFT_CHART, "living members taken for silent", Row::falseAlarms, "");
        chart(svg, RIGHT_CHART, "longest answer, one member frozen", Row::frozenMillis, " ms");
        return svg.end();
    }

    private void chart(Svg svg, int left, String title, ToLongFunction<Row> value, String unit) {
        long step = Svg.step(rows.stream().mapToLong(value).max().orElse(0), TICKS);
        long highest = step * TICKS;
        svg.text(left, TOP - 18, "start", title);
        for (int tick = 0; tick <= TICKS; tick++) {
            double y = y(step * tick, highest);
            svg.line(left, y, left + CHART_WIDTH, y);
            svg.text(left - 6, y + 4, "end", step * tick + unit);
        }
        double group = (double) CHART_WIDTH / timeouts.size();
        for (Row row : rows) {
            double middle = left + group * (timeouts.indexOf(row.timeoutMillis()) + 0.5);
            int number = busy.indexOf(row.busy());
            double x = middle + (number - busy.size() / 2.0) * BAR;
            double y = y(value.applyAsLong(row), highest);
            svg.add(
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" fill=\"%s\"/>%n",
                    x, y, BAR - 2, HEIGHT - BOTTOM - y, Svg.COLOURS.get(number));
            svg.text(x + BAR / 2.0 - 1, y - 4, "middle", "" + value.applyAsLong(row));
        }
        for (int i = 0; i < timeouts.size(); i++) {
            String label = timeouts.get(i) + " ms";
            svg.text(left + group * (i + 0.5), HEIGHT - BOTTOM + 18, "middle", label);
        }
        svg.text(left + CHART_WIDTH / 2.0, HEIGHT - 10, "middle", "throttled.store.timeout");
    }

    private static double y(long value, long highest) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (double) value / highest;
    }
}
