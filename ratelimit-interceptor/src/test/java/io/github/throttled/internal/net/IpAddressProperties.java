package io.github.throttled.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.HostileTexts;
import io.github.throttled.LinearCost;
import io.github.throttled.internal.config.syntax.BadValueException;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;

/** The JDK's own parser is the second opinion; it gets literals only, so it resolves nothing. */
class IpAddressProperties {

    @Property
    void any_text_is_an_address_or_null(@ForAll String text) {
        IpAddress.parse(text);
    }

    @Property(tries = 20_000)
    void what_looks_like_an_address_is_read_as_the_jdk_reads_it(
            @ForAll("almostAddresses") String text) throws UnknownHostException {
        IpAddress address = IpAddress.parse(text);
        if (address != null) {
            assertThat(bits(address)).isEqualTo(bits(InetAddress.getByName(text)));
        }
    }

    @Property
    void jdk_text_of_an_ipv4_address_is_read_back(@ForAll @Size(4) byte[] bytes)
            throws UnknownHostException {
        String text = InetAddress.getByAddress(bytes).getHostAddress();
        assertThat(IpAddress.parse(text)).hasToString(text);
    }

    @Property
    void jdk_text_of_an_ipv6_address_is_read_back(@ForAll("ipv6") byte[] bytes)
            throws UnknownHostException {
        InetAddress expected = InetAddress.getByAddress(bytes);
        assertThat(bits(IpAddress.parse(expected.getHostAddress()))).isEqualTo(bits(expected));
    }

    @Property
    void networks_are_read_back(
            @ForAll("ipv6") byte[] bytes, @ForAll @IntRange(max = 128) int prefixBits) {
        IpNetwork network = new IpNetwork(ipv6(bytes).network(prefixBits), prefixBits);

        assertThat(IpNetwork.parse(network.toString())).isEqualTo(network);
        assertThat(network.contains(ipv6(bytes))).isTrue();
    }

    @Property(tries = 2_000)
    void any_text_is_a_network_or_refused_with_a_message(@ForAll("almostNetworks") String text) {
        try {
            IpNetwork network = IpNetwork.parse(text);

            assertThat(IpNetwork.parse(network.toString())).isEqualTo(network);
        } catch (BadValueException e) {
            assertThat(e.getMessage()).isNotEmpty().hasSizeLessThan(1_000);
        }
    }

    @Example
    void what_they_cost_grows_with_their_length_only() {
        List<String> pieces = List.of("0", "1", "f", ":", "::", ".", "%", "/", "0000:", "1.2.3.4");

        LinearCost.assertThatOf(IpAddress::parse, pieces);
        LinearCost.assertThatOf(IpNetwork::parse, pieces);
    }

    @Provide
    Arbitrary<String> almostNetworks() {
        Arbitrary<String> prefixes =
                Arbitraries.of(
                        "",
                        "/",
                        "/0",
                        "/8",
                        "/32",
                        "/33",
                        "/128",
                        "/129",
                        "/-1",
                        "/+8",
                        "/08",
                        "/ 8",
                        "//8",
                        "/99999999999");
        return Arbitraries.oneOf(
                Combinators.combine(almostAddresses(), prefixes).as(String::concat),
                HostileTexts.any());
    }

    @Property
    void canonical_text_is_read_back(@ForAll("ipv6") byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        IpAddress address = new IpAddress(buffer.getLong(), buffer.getLong());
        assertThat(IpAddress.parse(address.toString())).isEqualTo(address);
    }

    @Property
    void addresses_are_in_one_network_when_their_first_bits_agree(
            @ForAll("ipv6") byte[] one,
            @ForAll("ipv6") byte[] other,
            @ForAll @IntRange(max = 128) int prefixBits) {
        IpAddress first = ipv6(one);
        IpAddress second = ipv6(other);
        boolean agree =
                bits(first)
                        .shiftRight(128 - prefixBits)
                        .equals(bits(second).shiftRight(128 - prefixBits));
        assertThat(first.network(prefixBits).equals(second.network(prefixBits))).isEqualTo(agree);
    }

    @Provide
    Arbitrary<String> almostAddresses() {
        Arbitrary<String> group =
                Arbitraries.of(
                        "0", "1", "00", "ffff", "FfFf", "12345", "192", "256", "1.2.3.4", "");
        Arbitrary<String> dotted =
                group.list().ofMinSize(1).ofMaxSize(5).map(g -> String.join(".", g));
        Arbitrary<String> colons =
                group.list().ofMinSize(1).ofMaxSize(9).map(g -> String.join(":", g));
        return Arbitraries.oneOf(dotted, colons);
    }

    /** Mostly zeros and ones, so that runs of zeros and mapped addresses come up. */
    @Provide
    Arbitrary<byte[]> ipv6() {
        return Arbitraries.frequencyOf(
                        Tuple.of(3, Arbitraries.of((byte) 0)),
                        Tuple.of(1, Arbitraries.of((byte) -1)),
                        Tuple.of(1, Arbitraries.bytes()))
                .array(byte[].class)
                .ofSize(16);
    }

    private static IpAddress ipv6(byte[] bytes) {
        bytes[0] |= 0x20; // never in ::ffff:0:0/96
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new IpAddress(buffer.getLong(), buffer.getLong());
    }

    private static BigInteger bits(IpAddress address) {
        byte[] bytes =
                ByteBuffer.allocate(16).putLong(address.high()).putLong(address.low()).array();
        return new BigInteger(1, bytes);
    }

    private static BigInteger bits(InetAddress address) {
        BigInteger bits = new BigInteger(1, address.getAddress());
        return address.getAddress().length == 4
                ? bits.or(BigInteger.valueOf(0xffff).shiftLeft(32))
                : bits;
    }
}
