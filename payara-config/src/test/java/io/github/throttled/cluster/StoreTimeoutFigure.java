package io.github.throttled.cluster;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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

    /** Colours that the colour-blind can tell apart, by Okabe and Ito. */
    private static final List<String> COLOURS = List.of("#0072b2", "#d55e00");

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
        StringBuilder svg = new StringBuilder();
        add(
                svg,
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" font-family="sans-serif" font-size="13">
                <title>False alarms, and waiting for a frozen member, by throttled.store.timeout</title>
                <rect width="100%%" height="100%%" fill="#ffffff"/>
                """,
                WIDTH,
                HEIGHT);
        for (int i = 0; i < busy.size(); i++) {
            double x = LEFT_CHART + i * 160.0;
            add(
                    svg,
                    "<rect x=\"%.1f\" y=\"10\" width=\"12\" height=\"12\" fill=\"%s\"/>%n",
                    x,
                    COLOURS.get(i));
            text(svg, x + 18, 21, "start", busy.get(i) + " busy loops");
        }
        chart(svg, LEFT_CHART, "living members taken for silent", Row::falseAlarms, "");
        chart(svg, RIGHT_CHART, "longest answer, one member frozen", Row::frozenMillis, " ms");
        return svg.append("</svg>\n").toString();
    }

    private void chart(
            StringBuilder svg, int left, String title, ToLongFunction<Row> value, String unit) {
        long step = step(rows.stream().mapToLong(value).max().orElse(0));
        long highest = step * TICKS;
        text(svg, left, TOP - 18, "start", title);
        for (int tick = 0; tick <= TICKS; tick++) {
            double y = y(step * tick, highest);
            add(
                    svg,
                    "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#dddddd\"/>%n",
                    left,
                    y,
                    left + CHART_WIDTH,
                    y);
            text(svg, left - 6, y + 4, "end", step * tick + unit);
        }
        double group = (double) CHART_WIDTH / timeouts.size();
        for (Row row : rows) {
            double middle = left + group * (timeouts.indexOf(row.timeoutMillis()) + 0.5);
            int number = busy.indexOf(row.busy());
            double x = middle + (number - busy.size() / 2.0) * BAR;
            double y = y(value.applyAsLong(row), highest);
            add(
                    svg,
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" fill=\"%s\"/>%n",
                    x,
                    y,
                    BAR - 2,
                    HEIGHT - BOTTOM - y,
                    COLOURS.get(number));
            text(svg, x + BAR / 2.0 - 1, y - 4, "middle", "" + value.applyAsLong(row));
        }
        for (int i = 0; i < timeouts.size(); i++) {
            String label = timeouts.get(i) + " ms";
            text(svg, left + group * (i + 0.5), HEIGHT - BOTTOM + 18, "middle", label);
        }
        text(svg, left + CHART_WIDTH / 2.0, HEIGHT - 10, "middle", "throttled.store.timeout");
    }

    /** The distance of two lines of the scale: 1, 2 or 5 times a power of ten. */
    private static long step(long most) {
        long decade = 1;
        while (true) {
            for (int factor : new int[] {1, 2, 5}) {
                if (decade * factor * TICKS > most) {
                    return decade * factor;
                }
            }
            decade *= 10;
        }
    }

    private static double y(long value, long highest) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (double) value / highest;
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
        add(
                svg,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"#333333\">%s</text>%n",
                x,
                y,
                anchor,
                text);
    }

    private static void add(StringBuilder to, String format, Object... values) {
        to.append(String.format(Locale.ROOT, format, values));
    }
}
