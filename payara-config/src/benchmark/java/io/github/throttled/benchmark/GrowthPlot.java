package io.github.throttled.benchmark;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Draws times by a number as SVG, both axes logarithmic: a flat line is a flat cost. */
final class GrowthPlot {

    private static final int WIDTH = 776;
    private static final int HEIGHT = 438;
    private static final int LEFT = 70;
    private static final int RIGHT = 40;
    private static final int TOP = 58;
    private static final int BOTTOM = 52;

    /** Colours that the colour-blind can tell apart, by Okabe and Ito. */
    private static final List<String> COLOURS =
            List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9");

    private final String title;
    private final String counted;
    private final Map<String, TreeMap<Integer, Double>> curves;
    private final int decades;
    private final int lowest;
    private final int highest;

    /**
     * @param title what is drawn
     * @param counted what grows
     * @param curves nanoseconds by number, each with a label
     */
    GrowthPlot(String title, String counted, Map<String, TreeMap<Integer, Double>> curves) {
        this.title = title;
        this.counted = counted;
        this.curves = curves;
        this.decades =
                Math.max(
                        1,
                        (int)
                                Math.ceil(
                                        curves.values().stream()
                                                .mapToDouble(curve -> Math.log10(curve.lastKey()))
                                                .max()
                                                .orElse(1)));
        double[] logs =
                curves.values().stream()
                        .map(TreeMap::values)
                        .flatMap(Collection::stream)
                        .mapToDouble(Math::log10)
                        .sorted()
                        .toArray();
        this.lowest = (int) Math.floor(logs[0]);
        this.highest = Math.max(lowest + 1, (int) Math.ceil(logs[logs.length - 1]));
    }

    String svg() {
        StringBuilder svg = new StringBuilder();
        add(
                svg,
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" font-family="sans-serif" font-size="13">
                <title>%s</title>
                <rect width="100%%" height="100%%" fill="#ffffff"/>
                """,
                WIDTH,
                HEIGHT,
                title);
        axes(svg);
        Iterator<String> colours = COLOURS.iterator();
        int number = 0;
        for (Map.Entry<String, TreeMap<Integer, Double>> curve : curves.entrySet()) {
            curve(svg, curve.getValue(), colours.next());
            legend(svg, curve.getKey(), COLOURS.get(number), number);
            number++;
        }
        return svg.append("</svg>\n").toString();
    }

    private void axes(StringBuilder svg) {
        for (int decade = 0; decade <= decades; decade++) {
            double x = x(Math.pow(10, decade));
            line(svg, x, TOP, x, HEIGHT - BOTTOM);
            String count = Figures.count(Math.round(Math.pow(10, decade)));
            text(svg, x, HEIGHT - BOTTOM + 20, "middle", count);
        }
        for (int decade = lowest; decade <= highest; decade++) {
            double nanos = Math.pow(10, decade);
            line(svg, LEFT, y(nanos), WIDTH - RIGHT, y(nanos));
            text(svg, LEFT - 8, y(nanos) + 4, "end", tick(nanos));
        }
        text(svg, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 10, "middle", counted);
    }

    private static String tick(double nanos) {
        if (nanos < 1e3) {
            return Math.round(nanos) + " ns";
        }
        if (nanos < 1e6) {
            return Math.round(nanos / 1e3) + " µs";
        }
        return nanos < 1e9 ? Math.round(nanos / 1e6) + " ms" : Math.round(nanos / 1e9) + " s";
    }

    private void curve(StringBuilder svg, TreeMap<Integer, Double> curve, String colour) {
        StringBuilder points = new StringBuilder();
        curve.forEach((count, nanos) -> add(points, "%.1f,%.1f ", x(count), y(nanos)));
        add(
                svg,
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n",
                points.toString().strip(),
                colour);
        curve.forEach(
                (count, nanos) ->
                        add(
                                svg,
                                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>%n",
                                x(count),
                                y(nanos),
                                colour));
    }

    private static void legend(StringBuilder svg, String label, String colour, int number) {
        double x = LEFT + (number % 2) * 340;
        double y = 15 + (number / 2) * 17;
        add(svg, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"5\" fill=\"%s\"/>%n", x, y - 4, colour);
        text(svg, x + 10, y, "start", label.replace("`", ""));
    }

    private double x(double count) {
        return LEFT + (WIDTH - LEFT - RIGHT) * Math.log10(count) / decades;
    }

    private double y(double nanos) {
        double share = (Math.log10(nanos) - lowest) / (highest - lowest);
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share;
    }

    private static void line(StringBuilder svg, double x1, double y1, double x2, double y2) {
        add(
                svg,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>%n",
                x1,
                y1,
                x2,
                y2);
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
