package io.github.throttled.internal.net;

/**
 * An IP address as 128 bits.
 *
 * <p>IPv4 is {@code ::ffff:0:0/96}, where IPv6 maps it: an address is IPv4 by its bits, however it
 * was written.
 *
 * <p>{@code InetAddress.getByName} is not used: it resolves names and accepts {@code 127.1} and
 * {@code 2130706433} as addresses. To prevent that, the text has to be validated first, and the
 * validation is the parser. {@code InetAddress.ofLiteral} needs Java 22, and accepts {@code 127.1},
 * too. A library for this would be larger than this class.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
public record IpAddress(long high, long low) {

    /** The number of bits of an IPv4 address. */
    public static final int IPV4_BITS = 32;

    /** The number of bits of an IPv6 address. */
    public static final int IPV6_BITS = 128;

    private static final long MAPPED = 0xffff;
    private static final int GROUPS = 8;

    /**
     * Reads an address literal; names, ports and brackets are not part of one.
     *
     * @return null if the text is none
     */
    public static IpAddress parse(String text) {
        if (text.indexOf(':') >= 0) {
            return Ipv6Literal.parse(text);
        }
        long bits = Ipv4Literal.bits(text, 0, text.length());
        return bits == Ipv4Literal.INVALID ? null : new IpAddress(0, MAPPED << IPV4_BITS | bits);
    }

    /** Whether the text is an IPv4 address; there is only the canonical form. */
    public static boolean isIpv4Literal(String text) {
        return Ipv4Literal.matches(text);
    }

    /** Whether this is an IPv4 address, by its bits. */
    public boolean isIpv4() {
        return high == 0 && low >>> IPV4_BITS == MAPPED;
    }

    /**
     * The first address of the network of this address.
     *
     * @param prefixBits 0 to 32 for IPv4, 0 to 128 for IPv6
     */
    public IpAddress network(int prefixBits) {
        int ones = isIpv4() ? IPV6_BITS - IPV4_BITS + prefixBits : prefixBits;
        return new IpAddress(high & leadingOnes(ones), low & leadingOnes(ones - Long.SIZE));
    }

    /** The one canonical form: dotted for IPv4, that of RFC 5952 for IPv6. */
    @Override
    public String toString() {
        return isIpv4() ? ipv4Text() : ipv6Text();
    }

    private static long leadingOnes(int count) {
        if (count <= 0) {
            return 0;
        }
        return count >= Long.SIZE ? -1L : -1L << (Long.SIZE - count);
    }

    private String ipv4Text() {
        StringBuilder text = new StringBuilder("255.255.255.255".length());
        for (int shift = 24; shift >= 0; shift -= 8) {
            text.append(low >>> shift & 0xff);
            if (shift > 0) {
                text.append('.');
            }
        }
        return text.toString();
    }

    private String ipv6Text() {
        int gap = longestZeroRun();
        int afterGap = gap + zeroRun(gap);
        StringBuilder text = new StringBuilder(GROUPS * "ffff:".length());
        for (int i = 0; i < GROUPS; i++) {
            if (i == gap) {
                text.append("::");
            } else if (i < gap || i >= afterGap) {
                if (i > 0 && i != afterGap) {
                    text.append(':');
                }
                text.append(Integer.toHexString(group(i)));
            }
        }
        return text.toString();
    }

    /**
     * The position of {@code ::}: the first of the longest runs of zero groups, but never a single
     * group. {@link #GROUPS} if there is no such run.
     */
    private int longestZeroRun() {
        int longest = GROUPS;
        int length = 1;
        for (int i = 0; i < GROUPS; i++) {
            int run = zeroRun(i);
            if (run > length) {
                longest = i;
                length = run;
            }
        }
        return longest;
    }

    private int zeroRun(int from) {
        int to = from;
        while (to < GROUPS && group(to) == 0) {
            to++;
        }
        return to - from;
    }

    private int group(int index) {
        long half = index < GROUPS / 2 ? high : low;
        int shift = Long.SIZE - 16 * (index % (GROUPS / 2) + 1);
        return (int) (half >>> shift & 0xffff);
    }
}
