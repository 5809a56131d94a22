package io.github.throttled.internal.net;

/** Reads an IPv4 address: exactly four decimal numbers without leading zeros. */
final class Ipv4Literal {

    static final int INVALID = -1;

    private static final int OCTETS = 4;
    private static final int MAX_DIGITS = 3;

    private Ipv4Literal() {}

    /** Whether the text is an address; there is only the canonical form. */
    static boolean matches(String text) {
        return bits(text, 0, text.length()) != INVALID;
    }

    /** The address between two indexes as 32 bits, or {@link #INVALID}. */
    static long bits(String text, int from, int to) {
        long bits = 0;
        int at = from;
        for (int octets = 1; ; octets++) {
            int start = at;
            int octet = 0;
            while (at < to && at - start < MAX_DIGITS && isDigit(text.charAt(at))) {
                octet = 10 * octet + text.charAt(at++) - '0';
            }
            int digits = at - start;
            // Some software reads a leading zero as octal, so 010 would be ambiguous.
            if (digits == 0 || octet > 255 || (digits > 1 && text.charAt(start) == '0')) {
                return INVALID;
            }
            bits = bits << 8 | octet;
            if (octets == OCTETS) {
                return at == to ? bits : INVALID;
            }
            if (at == to || text.charAt(at++) != '.') {
                return INVALID;
            }
        }
    }

    /** Not {@code Character.isDigit}, which accepts the digits of every script. */
    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
