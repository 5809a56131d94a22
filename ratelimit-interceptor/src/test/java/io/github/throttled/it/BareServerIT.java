package io.github.throttled.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import io.github.throttled.LogCapture;
import io.github.throttled.it.bare.Api;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URL;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is no Jakarta EE server, and has nothing of MicroProfile but its configuration. */
class BareServerIT {

    /**
     * What has a meaning in fields, cookies, queries, paths and logs, and no control characters.
     */
    private static final List<String> PIECES =
            List.of(
                    "for=",
                    "\"",
                    "\\",
                    ";",
                    ",",
                    "=",
                    "[",
                    "]",
                    ":",
                    "10.0.0.1",
                    "::1",
                    "_x",
                    "unknown",
                    "$Version=",
                    "$Path",
                    "id=",
                    "{0}",
                    "${x}",
                    "<b>",
                    "\u00e9",
                    "\u00ff",
                    "x",
                    " ",
                    "\t");

    /** Tomcat has no paths with zero bytes, or with what is no UTF-8. */
    private static final List<String> PATH =
            List.of("%0d%0aInjected:%20yes", "%e2%80%a8", "%c3%a9", "%2e", "+", "=", ";", "x");

    private static final List<String> QUERY =
            List.of("%0d%0aInjected:%20yes", "%e2%80%a8", "%00", "%ff", "&q=", "+", "=", ";", "x");

    /** Bytes, besides 55,000 of the server and JAX-RS; measured 2,700. */
    private static final double ADMITTED_REQUEST = 8_000;

    /**
     * Bytes; measured less than nothing, for a request that is rejected never reaches its method.
     */
    private static final double REJECTED_REQUEST = 8_000;

    private static BareServer server;
    private static LogCapture log;

    private final Client client = client();

    @BeforeAll
    static void start() throws Exception {
        log = LogCapture.ofAll();
        Stream<String> policies =
                Stream.of("resource", "bean", "hand", "route")
                        .flatMap(
                                name ->
                                        Stream.of(
                                                "throttled.policy." + name + ".limit=2/day",
                                                "throttled.policy." + name + ".key=header:X-Test"));
        Stream<String> sources =
                Stream.of(
                                "path=path:id",
                                "query=query:q",
                                "cookie=cookie:id",
                                "header=header:X-Api-Key",
                                "address=ip")
                        .map(source -> source.split("="))
                        .flatMap(
                                source ->
                                        Stream.of(
                                                "throttled.policy.by-"
                                                        + source[0]
                                                        + ".limit=1m/day",
                                                "throttled.policy.by-"
                                                        + source[0]
                                                        + ".key="
                                                        + source[1]));
        Stream<String> others =
                Stream.of(
                        "throttled.application=bare",
                        "throttled.trusted-proxies=127.0.0.1",
                        "throttled.limits-resource=true",
                        "throttled.policy.plenty.limit=1m/day",
                        "throttled.policy.exhausted.limit=1/day",
                        "throttled.policy.cookie.limit=2/day",
                        "throttled.policy.cookie.key=cookie:id",
                        "throttled.route.route.path=/route",
                        "throttled.route.route.policy=route");
        server =
                BareServer.start(
                        Wars.of(
                                Api.class.getPackage(),
                                Stream.of(policies, sources, others)
                                        .flatMap(lines -> lines)
                                        .toArray(String[]::new)));
    }

    @AfterAll
    static void stop() throws Exception {
        log.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.eclipse.microprofile.openapi.OASFilter",
                "org.eclipse.microprofile.metrics.MetricRegistry",
                "org.eclipse.microprofile.health.HealthCheck",
                "org.eclipse.microprofile.jwt.JsonWebToken",
                "org.eclipse.microprofile.rest.client.RestClientBuilder",
                "io.opentelemetry.api.trace.Tracer",
                "com.hazelcast.core.HazelcastInstance",
                "jakarta.ejb.SessionContext",
                "jakarta.security.enterprise.SecurityContext",
                "jakarta.security.auth.message.config.AuthConfigFactory",
                "jakarta.enterprise.concurrent.ManagedExecutorService",
                "jakarta.transaction.Transactional"
            })
    void application_does_without(String type) {
        assertThat(server.hasClass("jakarta.servlet.Servlet")).isTrue();
        assertThat(server.hasClass(type)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"resource", "route", "bean"})
    void calls_are_limited_and_told_so(String path) {
        assertThat(client.admitted(3, path)).isEqualTo(2);

        HttpResponse<String> refusal = client.get(path);
        assertThat(refusal.statusCode()).isEqualTo(429);
        assertThat(refusal.headers().firstValue("RateLimit-Policy").orElseThrow())
                .isEqualTo("\"" + path + "\";q=2;w=86400");
        assertThat(refusal.headers().firstValueAsLong("Retry-After")).isPresent();
        assertThat(refusal.body()).contains("#quota-exceeded", "[\"" + path + "\"]");
    }

    @Test
    void what_is_no_cookie_is_none() {
        assertThat(client.with("Cookie", "$Version=x; id=1").admitted(3, "cookie")).isEqualTo(2);
    }

    @Test
    void the_log_tells_where_calls_are_counted() {
        assertThat(log.text())
                .contains("Throttled counts for application 'bare' in this node's memory");
    }

    @Test
    void no_request_breaks_anything_or_is_logged() throws IOException {
        Random random = new Random(7);
        int before = log.size();
        for (int i = 0; i < 100; i++) {
            String answer = answer(hostileRequest(random));
            assertThat(answer).startsWith("HTTP/1.1 200 ").doesNotContainIgnoringCase("injected");
        }
        assertThat(log.size()).isEqualTo(before);
    }

    /** All that keys are made of, and one of it large. */
    private static String hostileRequest(Random random) {
        List<List<String>> parts = List.of(PATH, QUERY, PIECES, PIECES, PIECES, PIECES);
        int large = random.nextInt(parts.size());
        Object[] texts = new Object[parts.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = text(random, parts.get(i), i == large ? 10_000 : 12);
        }
        return """
        GET /bare/api/any/x%s?q=%s HTTP/1.1\r
        Host: localhost\r
        Connection: close\r
        Cookie: %s\r
        X-Api-Key: %s\r
        Forwarded: %s\r
        X-Forwarded-For: %s\r
        \r
        """
                .formatted(texts);
    }

    private static String text(Random random, List<String> pieces, int most) {
        return random.ints(1 + random.nextInt(most), 0, pieces.size())
                .mapToObj(pieces::get)
                .collect(Collectors.joining());
    }

    private static String answer(String request) throws IOException {
        URL application = server.application();
        try (Socket socket = new Socket(application.getHost(), application.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void asking_by_hand_works() {
        assertThat(Stream.generate(() -> client.get("hand").body()).limit(3))
                .containsExactly("true", "true", "false");
    }

    @Test
    void callers_may_ask_for_their_limits() {
        client.get("resource");

        assertThat(client.get("throttled/limits").body())
                .contains("\"resource\",\"quota\":2,\"window\":86400,\"remaining\":1,");
    }

    /**
     * On the threads of the server, which make and parse requests as well: so it is a difference.
     */
    @Test
    void request_allocates_little_more_for_its_limit() {
        // What serves them all is compiled before anything counts.
        List.of("throttled", "exhausted", "free").forEach(this::bytesOfServer);
        double free = bytesOfServer("free");

        assertThat(bytesOfServer("throttled") - free).isLessThan(ADMITTED_REQUEST);
        assertThat(bytesOfServer("exhausted") - free).isLessThan(REJECTED_REQUEST);
    }

    private double bytesOfServer(String path) {
        for (int i = 0; i < 1_000; i++) {
            client.get(path);
        }
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 10; round++) {
            long before = bytesOfServer();
            for (int i = 0; i < 100; i++) {
                client.get(path);
            }
            least = Math.min(least, bytesOfServer() - before);
        }
        return least / 100.0;
    }

    private static long bytesOfServer() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("http-nio"))
                .mapToLong(thread -> threads.getThreadAllocatedBytes(thread.getId()))
                .sum();
    }

    private static Client client() {
        try {
            return Client.of(server.application());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
