package io.github.throttled.cluster;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What nodes needed during a long run, as line charts in SVG, one above the other. Scales begin at
 * zero, so that a line looks as flat as it is; the quarters that {@link Flatness} compares are
 * shaded. It is narrow enough to be read on a telephone.
 */
final class SoakFigure {

    private static final int WIDTH = 480;
    private static final int FONT = 15;
    private static final int LEFT = 52;
    private static final int RIGHT = 16;
    private static final int TOP = 40;
    private static final int TITLE = 28;
    private static final int CHART = 120;
    private static final int GAP = 18;
    private static final int BOTTOM = 48;
    private static final int PANEL = TITLE + CHART + GAP;
    private static final int HEIGHT = TOP + NodeResource.values().length * PANEL - GAP + BOTTOM;
    private static final int QUARTERS = 4;
    private static final int LINES = 4;

    private final List<SoakSample> samples;
    private final int nodes;
    private final double minutes;

    /**
     * @param samples at least one
     */
    SoakFigure(List<SoakSample> samples) {
        this.samples = List.copyOf(samples);
        this.nodes = samples.get(0).nodes().size();
        this.minutes = samples.get(samples.size() - 1).minute();
    }

    String svg() {
        Svg svg = new Svg(WIDTH, HEIGHT, FONT, "Heap, threads and open file handles of each node");
        for (int node = 0; node < nodes; node++) {
            double x = LEFT + node * 110.0;
            svg.add(
                    "<rect x=\"%.1f\" y=\"12\" width=\"14\" height=\"14\" fill=\"%s\"/>%n",
                    x, colour(node));
            svg.text(x + 20, 25, "start", "node-" + (node + 1));
        }
        for (NodeResource resource : NodeResource.values()) {
            panel(svg, resource, TOP + resource.ordinal() * PANEL + TITLE);
        }
        for (int quarter = 0; quarter <= QUARTERS; quarter++) {
            double minute = minutes * quarter / QUARTERS;
            svg.text(x(minute), HEIGHT - BOTTOM + 18, "middle", label(minute));
        }
        svg.text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 10, "middle", "minutes");
        return svg.end();
    }

    /**
     * @param top of the chart, below its title
     */
    private void panel(Svg svg, NodeResource resource, int top) {
        svg.text(LEFT, top - 8, "start", resource.label());
        shade(svg, top, 1);
        shade(svg, top, QUARTERS - 1);
        long most =
                (long)
                        samples.stream()
                                .flatMap(sample -> sample.nodes().stream())
                                .mapToDouble(resource::of)
                                .max()
                                .orElse(0);
        long step = Svg.step(most, LINES);
        long highest = step * (most / step + 1);
        for (long value = 0; value <= highest; value += step) {
            double y = y(value, highest, top);
            svg.line(LEFT, y, WIDTH - RIGHT, y);
            svg.text(LEFT - 6, y + 5, "end", "" + value);
        }
        for (int node = 0; node < nodes; node++) {
            int number = node;
            String points =
                    samples.stream()
                            .map(
                                    sample ->
                                            point(
                                                    sample,
                                                    resource.of(sample.nodes().get(number)),
                                                    highest,
                                                    top))
                            .collect(Collectors.joining(" "));
            svg.add(
                    "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n",
                    points, colour(node));
        }
    }

    private void shade(Svg svg, int top, int quarter) {
        double from = x(minutes * quarter / QUARTERS);
        svg.add(
                "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"#f0f0f0\"/>%n",
                from, top, x(minutes * (quarter + 1) / QUARTERS) - from, CHART);
    }

    private String point(SoakSample sample, double value, long highest, int top) {
        return String.format(Locale.ROOT, "%.1f,%.1f", x(sample.minute()), y(value, highest, top));
    }

    private static String colour(int node) {
        return Svg.COLOURS.get(node % Svg.COLOURS.size());
    }

    private static String label(double minute) {
        return String.format(Locale.ROOT, minute % 1 == 0 ? "%.0f" : "%.2f", minute);
    }

    private double x(double minute) {
        return LEFT + (WIDTH - LEFT - RIGHT) * minute / minutes;
    }

    private static double y(double value, long highest, int top) {
        return top + CHART * (1 - value / highest);
    }
}
