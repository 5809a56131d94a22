package io.github.throttled.internal.net;

/**
 * Reads an IPv6 address in the text forms of RFC 4291, section 2.2: eight groups, {@code ::} for
 * one or more groups of zeros, the last two groups in IPv4 form. Ignores a zone ({@code %eth0}),
 * which names an interface of the reader, not the caller.
 */
final class Ipv6Literal {

    private static final int GROUPS = 8;
    private static final int MAX_DIGITS = 4;

    private final String text;
    private final int end;
    private final int[] groups = new int[GROUPS];
    private int count;

    private Ipv6Literal(String text, int end) {
        this.text = text;
        this.end = end;
    }

    /** The address, or null if the text is not one. */
    static IpAddress parse(String text) {
        int zone = text.indexOf('%');
        if (zone == text.length() - 1) {
            return null;
        }
        return new Ipv6Literal(text, zone < 0 ? text.length() : zone).parse();
    }

    private IpAddress parse() {
        int gap = text.indexOf("::");
        if (gap < 0 || gap >= end) {
            return read(0, end) && count == GROUPS ? address(GROUPS) : null;
        }
        if (!read(0, gap)) {
            return null;
        }
        int leading = count;
        return read(gap + 2, end) && count < GROUPS ? address(leading) : null;
    }

    /** Reads groups and the single colons between them; an empty range has none. */
    private boolean read(int from, int to) {
        if (from == to) {
            return true;
        }
        for (int at = from; ; ) {
            int stop = indexOf(':', at, to);
            if (!readGroup(at, stop)) {
                return false;
            }
            if (stop == to) {
                return true;
            }
            at = stop + 1;
        }
    }

    private boolean readGroup(int from, int to) {
        if (to == end && indexOf('.', from, to) < to) {
            return readIpv4(from, to);
        }
        if (from == to || to - from > MAX_DIGITS || count == GROUPS) {
            return false;
        }
        int group = 0;
        for (int i = from; i < to; i++) {
            int digit = hexDigit(text.charAt(i));
            if (digit < 0) {
                return false;
            }
            group = group << 4 | digit;
        }
        groups[count++] = group;
        return true;
    }

    private boolean readIpv4(int from, int to) {
        long bits = Ipv4Literal.bits(text, from, to);
        if (bits == Ipv4Literal.INVALID || count > GROUPS - 2) {
            return false;
        }
        groups[count++] = (int) (bits >>> 16);
        groups[count++] = (int) (bits & 0xffff);
        return true;
    }

    /** The groups as bits, with the zeros of the gap after the leading ones. */
    private IpAddress address(int leading) {
        int zeros = GROUPS - count;
        long high = 0;
        long low = 0;
        for (int i = 0; i < GROUPS; i++) {
            int group = i < leading ? groups[i] : i < leading + zeros ? 0 : groups[i - zeros];
            high = high << 16 | low >>> 48;
            low = low << 16 | group;
        }
        return new IpAddress(high, low);
    }

    private int indexOf(char c, int from, int to) {
        int i = from;
        while (i < to && text.charAt(i) != c) {
            i++;
        }
        return i;
    }

    /** Not {@code Character.digit}, which accepts the digits of every script. Negative for none. */
    private static int hexDigit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        if (c >= 'a' && c <= 'f') {
            return c - 'a' + 10;
        }
        return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    }
}
