package io.github.throttled.internal.net;

import java.util.List;

/**
 * The elements of a list-valued header field over all its lines, the last one first. Empty elements
 * are ignored, as RFC 9110 requires in section 5.6.1.
 *
 * <p>The field is read backwards because proxies wrote its end and the client its beginning. Read
 * forwards, an unclosed quote of the client would swallow the elements of the proxies. At most
 * {@link #MOST} characters are read; elements beyond are unknown.
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
     * @param hasQuotes whether a comma inside double quotes is no separator
     */
    public ListFromRight(List<String> lines, boolean hasQuotes) {
        this.lines = lines;
        this.hasQuotes = hasQuotes;
        this.line = lines.size();
    }

    /** The next element to the left, without surrounding white space; null for none. */
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

    /** The start of the element that ends at {@code end}. */
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
     * Whether a backslash precedes the position. In a field that a proxy writes, two backslashes
     * never precede an opening quote. This is not called for closing quotes.
     */
    private static boolean isEscaped(String text, int at) {
        return at > 0 && text.charAt(at - 1) == '\\';
    }
}
