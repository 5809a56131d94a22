package io.github.throttled.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * nginx and HAProxy in front of the cluster, whose clients have addresses of their own. Whether two
 * of them share a counter shows in what is left of their quota.
 */
@Tag("long")
@ExtendWith(ClusterExtension.class)
@Attacked
@TestInstance(Lifecycle.PER_CLASS)
class ProxyIT {

    /** What clients say who would like to be somebody else. */
    private static final List<String> FORGED =
            List.of(
                    "X-Forwarded-For: 198.51.100.1",
                    "X-Forwarded-For: 198.51.100.2, 127.0.0.5",
                    "X-Forwarded-For: unknown",
                    "X-Forwarded-For: 2001:db8::1\r\nX-Forwarded-For: 127.0.0.1",
                    "Forwarded: for=198.51.100.3",
                    "Forwarded: for=\"[2001:db8::2]:4711\";by=127.0.0.5, for=127.0.0.6",
                    "Forwarded: for=\"198.51.100.4",
                    "Forwarded: for=_me\r\nX-Forwarded-For: 198.51.100.5",
                    "X-Real-IP: 198.51.100.6",
                    "Connection: close, X-Forwarded-For, Forwarded");

    private static final Pattern LEFT =
            Pattern.compile("(?mi)^RateLimit: .*\"(?:proxied|exempting)\";r=(\\d+)");

    private Proxy nginx;
    private Proxy haproxy;
    private List<Node> nodes;

    @BeforeAll
    void start(Cluster cluster) throws IOException, InterruptedException {
        Loopback.require();
        cluster.repair();
        nodes = cluster.nodes();
        nginx = Proxy.nginx(nodes);
        haproxy = Proxy.haproxy(nodes, nginx);
    }

    @AfterAll
    void stop() {
        Stream.of(haproxy, nginx).filter(proxy -> proxy != null).forEach(Proxy::close);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "appends",
                "replaces",
                "forwarded-appends",
                "forwarded-replaces",
                "with-port",
                "mapped",
                "proxy-protocol"
            })
    void clients_of_nginx_have_counters_of_their_own_whatever_they_say(String server)
            throws IOException {
        assertEachHasItsOwn(nginx.address(server), before(server));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "appends",
                "replaces",
                "forwarded-replaces",
                "forwarded-appends",
                "with-port",
                "chained",
                "balancer",
                "balancer-v1"
            })
    void clients_of_haproxy_have_counters_of_their_own_whatever_they_say(String server)
            throws IOException {
        assertEachHasItsOwn(haproxy.address(server), "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"appends-ipv6", "forwarded-appends-ipv6"})
    void an_ipv6_client_of_nginx_is_that_client(String server) throws IOException {
        assertIsOneClient(nginx.address(server));
    }

    @ParameterizedTest
    @ValueSource(strings = {"appends-ipv6", "forwarded-replaces-ipv6"})
    void an_ipv6_client_of_haproxy_is_that_client(String server) throws IOException {
        assertIsOneClient(haproxy.address(server));
    }

    @Test
    void ipv6_clients_of_one_network_share_a_counter() throws IOException {
        long first = leftOfIpv6("2001:db8:1:2::a");

        assertThat(leftOfIpv6("2001:db8:1:2:ffff::b")).isEqualTo(first - 1);
        assertThat(leftOfIpv6("2001:db8:1:3::a")).isEqualTo(AbuseShop.PROXIED_QUOTA - 1);
        assertThat(first).isEqualTo(AbuseShop.PROXIED_QUOTA - 1);
    }

    private long leftOfIpv6(String client) throws IOException {
        String balancer = "PROXY TCP6 " + client + " 2001:db8::1 50000 80\r\n";
        return left(nginx.address("proxy-protocol"), Loopback.unused(), balancer, "");
    }

    @Test
    void what_a_proxy_passes_on_and_does_not_write_makes_up_nobody() throws IOException {
        InetSocketAddress server = nginx.address("passes-on");
        String client = Loopback.unused();
        long own = left(server, client, "");
        assertThat(own).isEqualTo(AbuseShop.PROXIED_QUOTA - 1);

        long shared = left(server, client, "Forwarded: for=198.51.100.7");

        assertThat(left(server, Loopback.unused(), "Forwarded: for=198.51.100.8"))
                .isEqualTo(shared - 1);
        assertThat(left(server, client, "")).isEqualTo(own - 1);
    }

    /** A trusted proxy that writes no field: its clients are whom they say that they are. */
    @Test
    void behind_a_proxy_that_writes_nothing_clients_choose_their_address() throws IOException {
        InetSocketAddress server = nginx.address("writes-nothing");
        String client = Loopback.unused();

        assertThat(left(server, client, "X-Forwarded-For: 198.51.100.100"))
                .isEqualTo(left(server, client, "X-Forwarded-For: 198.51.100.101"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"silent", "unknown", "hidden"})
    void clients_of_whom_a_proxy_does_not_tell_share_a_counter(String server) throws IOException {
        assertAllShareOne(nginx.address(server));
    }

    @Test
    void clients_of_a_proxy_that_is_not_trusted_share_a_counter() throws IOException {
        assertAllShareOne(nginx.address("untrusted"));
    }

    @Test
    void clients_of_a_balancer_of_connections_share_a_counter() throws IOException {
        assertAllShareOne(haproxy.address("connections"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"silent", "unknown", "hidden", "passes-on"})
    void nobody_is_exempt_for_coming_through_a_proxy_that_would_be(String server)
            throws IOException {
        String answer =
                ask(
                        nginx.address(server),
                        Loopback.unused(),
                        "",
                        HostileRequests.get(
                                AbuseShop.EXEMPTING.path(), "Forwarded: for=" + Loopback.NGINX));

        assertThat(left(answer)).isLessThan(AbuseShop.PROXIED_QUOTA);
    }

    /** Nor the second version of it. */
    @ParameterizedTest
    @ValueSource(strings = {"balancer-of-nodes", "balancer-of-nodes-v2"})
    void payara_does_not_know_the_proxy_protocol(String server) throws IOException {
        String answer =
                ask(
                        haproxy.address(server),
                        Loopback.unused(),
                        "",
                        HostileRequests.get(AbuseShop.PROXIED.path()));

        assertThat(answer).doesNotContain("HTTP/1.1 200");
    }

    @Test
    void the_console_needs_the_host_that_the_browser_has_sent() throws IOException {
        assertThat(changedThrough("appends")).startsWith("HTTP/1.1 400").contains("often");
        assertThat(changedThrough("replaces")).startsWith("HTTP/1.1 403");
    }

    /** A browser that asks for what is wrong, so that nothing is changed. */
    private String changedThrough(String server) throws IOException {
        String body = "{\"key\": \"throttled.policy.demo.limit\", \"value\": \"often\"}";
        String request =
                HostileRequests.post(
                                "/throttled/api/overrides",
                                body,
                                "Authorization: " + Login.OLIVIA.authorization(),
                                "X-Throttled-Console: 1",
                                "Origin: http://" + HostileRequests.HOST_NAME)
                        .replaceFirst("POST", "PUT");
        return ask(nginx.address(server), Loopback.unused(), "", request);
    }

    /** What a balancer says before its client says anything. */
    private static String before(String server) {
        return server.equals("proxy-protocol") ? "PROXY TCP4 %s 127.0.0.1 50000 80\r\n" : "";
    }

    private static void assertEachHasItsOwn(InetSocketAddress server, String before)
            throws IOException {
        String client = Loopback.unused();
        String hello = before.formatted(client);
        for (int sent = 0; sent < FORGED.size(); sent++) {
            assertThat(left(server, client, hello, FORGED.get(sent)))
                    .as(FORGED.get(sent))
                    .isEqualTo(AbuseShop.PROXIED_QUOTA - 1 - sent);
        }
        String other = Loopback.unused();
        assertThat(left(server, other, before.formatted(other), ""))
                .isEqualTo(AbuseShop.PROXIED_QUOTA - 1);
    }

    private static void assertAllShareOne(InetSocketAddress server) throws IOException {
        long first = left(server, Loopback.unused(), "");
        for (int sent = 0; sent < FORGED.size(); sent++) {
            assertThat(left(server, Loopback.unused(), FORGED.get(sent)))
                    .as(FORGED.get(sent))
                    .isEqualTo(first - 1 - sent);
        }
    }

    /** There is one address only from which a test can call by IPv6: each asks from it. */
    private static void assertIsOneClient(InetSocketAddress server) throws IOException {
        long first = left(server, "::1", "");
        for (int sent = 0; sent < FORGED.size(); sent++) {
            assertThat(left(server, "::1", FORGED.get(sent)))
                    .as(FORGED.get(sent))
                    .isEqualTo(first - 1 - sent);
        }
    }

    private static long left(InetSocketAddress server, String from, String fields)
            throws IOException {
        return left(server, from, "", fields);
    }

    private static long left(InetSocketAddress server, String from, String before, String fields)
            throws IOException {
        String[] lines = fields.isEmpty() ? new String[0] : new String[] {fields};
        String request = HostileRequests.get(AbuseShop.PROXIED.path(), lines);
        return left(ask(server, from, before, request));
    }

    private static String ask(InetSocketAddress server, String from, String before, String request)
            throws IOException {
        try (Wire wire = Wire.open(server, from)) {
            wire.send(before + request);
            return wire.readAll();
        }
    }

    private static long left(String answer) {
        Matcher left = LEFT.matcher(answer);
        assertThat(left.find()).as(answer).isTrue();
        return Long.parseLong(left.group(1));
    }
}
