package io.github.throttled.internal.net;

import java.util.List;

/**
 * The elements of a header field that is a list, the last one first, over all lines of the field.
 * Empty elements are nothing, as RFC 9110 says in section 5.6.1.
 *
 * <p>It is read backwards because the end is what proxies wrote and the beginning what the client
 * did: a quote that a client opens and never closes would swallow what follows, if one came from
 * there. And it is read no further than {@link #MOST} characters; who stands beyond is unknown.
 */
public final class ListFromRight {

    /** More than any chain of proxies writes. */
    static final int MOST = 8192;

    private static final String BEYOND = "unknown";

    private final List<String> lines;
    private final boolean hasQuotes;
    private int line;
    private int end = -1;
    private int left = MOST;

    /**
     * @param lines values of the field's lines, in their order
     * @param hasQuotes whether a comma between double quotes separates nothing
     */
    public ListFromRight(List<String> lines, boolean hasQuotes) {
        this.lines = lines;
        this.hasQuotes = hasQuotes;
        this.line = lines.size();
    }

    /** The next element to the left, without white space around it; null if there is none. */
    public String next() {
        while (end >= 0 || line > 0) {
            if (end < 0) {
                end = lines.get(--line).length();
            }
            String text = lines.get(line);
            int start = start(text);
            if (--left < 0) {
                return BEYOND;
            }
            String element = text.substring(start, end).strip();
            end = start - 1;
            if (!element.isEmpty()) {
                return element;
            }
        }
        return null;
    }

    /** Where the element begins that ends at {@code end}. */
    private int start(String text) {
        boolean quoted = false;
        int at = end;
        while (at > 0 && --left > 0) {
            char c = text.charAt(at - 1);
            if (c == ',' && !quoted) {
                return at;
            }
            at--;
            if (c == '"' && hasQuotes && !(quoted && isEscaped(text, at))) {
                quoted = !quoted;
            }
        }
        return at;
    }

    /**
     * Whether a backslash stands before it. In what a proxy writes, two of them never stand before
     * a quote that begins a string, and a quote that ends one is not asked for.
     */
    private static boolean isEscaped(String text, int at) {
        return at > 0 && text.charAt(at - 1) == '\\';
    }
}
