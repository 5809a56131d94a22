package io.github.throttled.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.internal.config.model.CallerPattern;
import io.github.throttled.internal.config.model.KeyExpression;
import io.github.throttled.internal.key.Caller;
import io.github.throttled.internal.key.CallerMatcher;
import io.github.throttled.internal.key.ClientAddressRow;
import io.github.throttled.internal.key.KeySettings;
import io.github.throttled.internal.key.PartitionKey;
import io.github.throttled.internal.key.ProxiedCaller;
import io.github.throttled.internal.key.TrustedProxies;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the table {@code client-address.txt}, which explains itself. */
class ClientAddressTest {

    private static final TrustedProxies PROXIES = ClientAddressRow.proxies("10.0.0.0/8");

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void a_request_comes_from_whom_the_table_says(ClientAddressRow row) {
        assertThat(row.proxies().client(row.caller()).address()).hasToString(row.client());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void the_key_is_the_address_that_patterns_see(ClientAddressRow row) {
        KeySettings settings = new KeySettings(row.proxies(), 32, 128, name -> null);
        CallerPattern itself = new CallerPattern.Network(ClientAddressRow.network(row.client()));

        assertThat(PartitionKey.of(KeyExpression.parse("ip"), settings).of(row.caller()))
                .isEqualTo("ip:" + row.client());
        assertThat(new CallerMatcher(List.of(itself), row.proxies()).mayInclude(row.caller()))
                .isTrue();
    }

    @Test
    void the_table_is_long_and_no_row_is_there_twice() {
        assertThat(rows())
                .hasSizeGreaterThanOrEqualTo(100)
                .extracting(ClientAddressRow::toString)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_peer_without_an_address_is_believed_nothing() {
        assertThat(PROXIES.client(request(null, "-", "203.0.113.9")).address()).isNull();
        assertThat(PROXIES.client(request("", "-", "203.0.113.9")).address()).isNull();
        assertThat(PROXIES.client(request("unix:", "-", "203.0.113.9")).address()).isNull();
    }

    @Test
    void who_is_exempt_stays_so_behind_a_proxy() {
        assertThat(callers("203.0.113.0/24").include(request("10.0.0.1", "-", "203.0.113.9")))
                .isTrue();
        assertThat(callers("203.0.113.0/24").include(request("10.0.0.1", "-", "198.51.100.1")))
                .isFalse();
    }

    @Test
    void nobody_is_exempt_for_coming_through_a_proxy() {
        CallerMatcher inside = callers("10.0.0.0/8");

        assertThat(inside.include(request("10.0.0.1", "-", "-"))).isFalse();
        assertThat(inside.include(request("10.0.0.1", "-", "unknown"))).isFalse();
        assertThat(inside.include(request("10.0.0.1", "-", "10.0.0.2"))).isFalse();
        assertThat(inside.include(request("10.0.0.1", "for=203.0.113.8", "203.0.113.9"))).isFalse();
        assertThat(
                        callers("203.0.113.0/24")
                                .include(request("10.0.0.1", "for=203.0.113.8", "203.0.113.9")))
                .isFalse();
    }

    @Test
    void an_address_that_is_exempt_and_no_proxy_is_exempt() {
        assertThat(callers("192.0.2.0/24").include(request("192.0.2.1", "-", "203.0.113.9")))
                .isTrue();
    }

    @Test
    void who_is_denied_does_not_pass_by_contradicting_the_proxy() {
        CallerMatcher denied = callers("203.0.113.9");

        assertThat(denied.mayInclude(request("10.0.0.1", "-", "203.0.113.9"))).isTrue();
        assertThat(denied.mayInclude(request("10.0.0.1", "for=198.51.100.1", "203.0.113.9")))
                .isTrue();
        assertThat(denied.mayInclude(request("10.0.0.1", "for=203.0.113.9", "198.51.100.1")))
                .isTrue();
        assertThat(denied.mayInclude(request("10.0.0.1", "for=198.51.100.1", "203.0.113.8")))
                .isFalse();
        assertThat(denied.mayInclude(request("192.0.2.1", "for=203.0.113.9", "203.0.113.9")))
                .isFalse();
    }

    private static CallerMatcher callers(String network) {
        return new CallerMatcher(
                List.of(new CallerPattern.Network(ClientAddressRow.network(network))), PROXIES);
    }

    private static Caller request(String peer, String forwarded, String xForwardedFor) {
        return ProxiedCaller.of(peer, lines(forwarded), lines(xForwardedFor));
    }

    private static List<String> lines(String line) {
        return line.equals("-") ? List.of() : List.of(line);
    }

    static List<ClientAddressRow> rows() {
        var table = ClientAddressTest.class.getResourceAsStream("client-address.txt");
        try (var lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(ClientAddressRow::parse)
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
