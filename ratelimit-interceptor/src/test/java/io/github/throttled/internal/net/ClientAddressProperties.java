package io.github.throttled.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.LinearCost;
import io.github.throttled.internal.config.model.KeyExpression;
import io.github.throttled.internal.key.ClientAddressRow;
import io.github.throttled.internal.key.KeySettings;
import io.github.throttled.internal.key.PartitionKey;
import io.github.throttled.internal.key.ProxiedCaller;
import io.github.throttled.internal.key.TrustedProxies;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.ArrayList;
import java.util.List;

/** Whatever clients write, the client's address is what the proxies say. */
class ClientAddressProperties {

    private static final String PEER = "10.0.0.1";
    private static final TrustedProxies PROXIES =
            ClientAddressRow.proxies("10.0.0.0/8, 2001:db8:a::/48");
    private static final PartitionKey KEY =
            PartitionKey.of(
                    KeyExpression.parse("ip"),
                    new KeySettings(PROXIES, IpAddress.IPV4_BITS, 64, name -> null));

    @Property
    void nothing_that_is_sent_breaks_it_or_makes_a_key_that_is_no_address(
            @ForAll("fields") List<String> forwarded,
            @ForAll("fields") List<String> xForwardedFor) {
        String key = KEY.of(ProxiedCaller.of(PEER, forwarded, xForwardedFor));

        assertThat(key).startsWith("ip:").hasSizeLessThanOrEqualTo("ip:".length() + 39 + 3);
        assertThat(IpAddress.parse(key.substring(3).replace("/64", ""))).isNotNull();
    }

    @Property
    void a_peer_that_is_no_address_has_a_key_of_its_own_whatever_is_sent(
            @ForAll String peer, @ForAll("fields") List<String> sent) {
        assertThat(KEY.of(ProxiedCaller.of(peer, sent, sent)))
                .isEqualTo(KEY.of(ProxiedCaller.of(peer, List.of(), List.of())));
    }

    @Property
    void a_peer_that_is_no_proxy_is_the_client_whatever_is_sent(
            @ForAll("fields") List<String> forwarded,
            @ForAll("fields") List<String> xForwardedFor) {
        assertThat(KEY.of(ProxiedCaller.of("192.0.2.1", forwarded, xForwardedFor)))
                .isEqualTo("ip:192.0.2.1");
    }

    @Property
    void what_a_proxy_appends_to_the_last_line_counts_whatever_stands_before(
            @ForAll("fields") List<String> sent, @ForAll("clients") IpAddress client) {
        assertThat(client(List.of(), appended(sent, client.toString()))).isEqualTo(client);
        assertThat(
                        client(
                                appended(sent, "for=\"[" + mapped(client) + "]:1\";proto=http"),
                                List.of()))
                .isEqualTo(client);
    }

    @Property
    void what_a_proxy_writes_into_a_line_of_its_own_counts_whatever_stands_before(
            @ForAll("fields") List<String> sent, @ForAll("clients") IpAddress client) {
        assertThat(client(List.of(), added(sent, client.toString()))).isEqualTo(client);
        assertThat(client(added(sent, "for=\"[" + mapped(client) + "]\""), List.of()))
                .isEqualTo(client);
    }

    @Property
    void the_field_that_a_proxy_does_not_write_cannot_make_up_a_client(
            @ForAll("fields") List<String> sent, @ForAll("clients") IpAddress client) {
        assertThat(client(sent, List.of(client.toString()))).isIn(client, IpAddress.parse(PEER));
        assertThat(client(List.of("for=\"[" + mapped(client) + "]\""), sent))
                .isIn(client, IpAddress.parse(PEER));
    }

    @Property
    void proxies_on_the_way_change_nothing(
            @ForAll("clients") IpAddress client, @ForAll("proxies") List<IpAddress> way) {
        List<String> elements = new ArrayList<>(List.of(client.toString()));
        way.forEach(proxy -> elements.add(proxy.toString()));

        assertThat(client(List.of(), List.of(String.join(", ", elements)))).isEqualTo(client);
        assertThat(client(List.of(), elements)).isEqualTo(client);
    }

    @Example
    void what_they_cost_grows_with_their_length_only() {
        List<String> pieces =
                List.of("for=", "\"", "\\", ";", ",", " ", "10.0.0.2", "[::1]:80", "=", "x");

        LinearCost.assertThatOf(field -> client(List.of(field), List.of()), pieces);
        LinearCost.assertThatOf(field -> client(List.of(), List.of(field)), pieces);
        LinearCost.assertThatOf(
                field -> client(List.of(field.split("(?<=,)")), List.of()), List.of("10.0.0.2,"));
    }

    private static IpAddress client(List<String> forwarded, List<String> xForwardedFor) {
        return PROXIES.client(ProxiedCaller.of(PEER, forwarded, xForwardedFor)).address();
    }

    /** In brackets an IPv4 address has to be written as IPv6. */
    private static String mapped(IpAddress address) {
        return address.isIpv4() ? "::ffff:" + address : address.toString();
    }

    private static List<String> appended(List<String> lines, String element) {
        List<String> more = new ArrayList<>(lines);
        String last = more.isEmpty() ? "" : more.remove(more.size() - 1) + ", ";
        more.add(last + element);
        return more;
    }

    private static List<String> added(List<String> lines, String line) {
        List<String> more = new ArrayList<>(lines);
        more.add(line);
        return more;
    }

    @Provide
    Arbitrary<List<String>> fields() {
        Arbitrary<String> pieces =
                Arbitraries.of(
                        "for=",
                        "For=",
                        "by=",
                        "proto=http",
                        "\"",
                        "\\",
                        "\\\"",
                        ";",
                        ",",
                        ", ",
                        "=",
                        " ",
                        "\t",
                        "[",
                        "]",
                        ":",
                        ":80",
                        "%eth0",
                        "unknown",
                        "_hidden",
                        "10.0.0.2",
                        "198.51.100.1",
                        "2001:db8:a::2",
                        "[2001:db8:c::1]",
                        "::ffff:10.0.0.3",
                        "for=10.0.0.4",
                        "for=\"[2001:db8:a::3]:9\"",
                        "1",
                        "x",
                        "\u0000",
                        "\uff11");
        Arbitrary<String> lines =
                Arbitraries.oneOf(
                        pieces.list().ofMaxSize(12).map(list -> String.join("", list)),
                        Arbitraries.strings().ofMaxLength(40),
                        pieces.map(piece -> piece.repeat(65_536 / piece.length())));
        return lines.list().ofMaxSize(3);
    }

    @Provide
    Arbitrary<IpAddress> clients() {
        return Arbitraries.of("203.0.113.9", "2001:db8:c::9", "fe80::1", "9.255.255.255", "::1")
                .map(IpAddress::parse);
    }

    @Provide
    Arbitrary<List<IpAddress>> proxies() {
        return Arbitraries.of("10.0.0.1", "10.255.255.255", "::ffff:10.0.0.0", "2001:db8:a::")
                .map(IpAddress::parse)
                .list()
                .ofMaxSize(20);
    }
}
