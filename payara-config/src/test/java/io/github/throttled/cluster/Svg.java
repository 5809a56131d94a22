package io.github.throttled.cluster;

import java.util.List;
import java.util.Locale;

/** A drawing in SVG on a white ground, since a page may be dark. Numbers have a decimal point. */
final class Svg {

    /** Colours that the colour-blind can tell apart, by Okabe and Ito. */
    static final List<String> COLOURS = List.of("#0072b2", "#d55e00", "#009e73");

    private final StringBuilder text = new StringBuilder();

    /**
     * An empty drawing.
     *
     * @param fontSize of all texts, in the units of width and height
     * @param title what screen readers say
     */
    Svg(int width, int height, int fontSize, String title) {
        add(
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" font-family="sans-serif" font-size="%d">
                <title>%s</title>
                <rect width="100%%" height="100%%" fill="#ffffff"/>
                """,
                width, height, fontSize, title);
    }

    /** The distance of two lines of a scale: 1, 2 or 5 times a power of ten. */
    static long step(long most, int lines) {
        long decade = 1;
        while (true) {
            for (int factor : new int[] {1, 2, 5}) {
                if (decade * factor * lines > most) {
                    return decade * factor;
                }
            }
            decade *= 10;
        }
    }

    /** Adds an element. */
    void add(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
    }

    /** Adds a line of a scale. */
    void line(double x1, double y1, double x2, double y2) {
        add(
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>%n",
                x1, y1, x2, y2);
    }

    /**
     * Adds a text.
     *
     * @param anchor where x is: {@code start}, {@code middle} or {@code end}
     */
    void text(double x, double y, String anchor, String words) {
        add(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"#333333\">%s</text>%n",
                x, y, anchor, words);
    }

    /** All of it; nothing can be added afterwards. */
    String end() {
        return text.append("</svg>\n").toString();
    }
}
