package io.github.throttled.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** On a server that answers, rejects, fails and stands still on demand. */
class ConstantRateTest {

    private static final Duration PAUSE = Duration.ofMillis(300);

    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final CountDownLatch paused = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(
                "/",
                exchange -> {
                    seen.add(exchange.getRequestURI() + exchange.getRequestHeaders().getFirst("X"));
                    String path = exchange.getRequestURI().getPath();
                    int status = path.equals("/429") ? 429 : path.equals("/500") ? 500 : 200;
                    if (path.equals("/closes")) {
                        exchange.getResponseHeaders().set("Connection", "close");
                    }
                    byte[] body = "A body.".getBytes();
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.createContext(
                "/pause",
                exchange -> {
                    if (paused.getCount() > 0) {
                        paused.countDown();
                        pause();
                    }
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private ConstantRate load(int connections) {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new ConstantRate(List.of(uri), connections);
    }

    @Test
    void every_request_is_sent_once_and_its_answer_counted() throws Exception {
        String[] paths = {"/200", "/429", "/500"};

        var answers =
                load(4).ask(
                                3_000,
                                Duration.ofMillis(100),
                                i ->
                                        new ConstantRate.Request(
                                                paths[(int) (i % 3)], "X: " + i + "\r\n"));

        assertThat(answers.requests()).isEqualTo(300);
        assertThat(answers.admitted()).isEqualTo(100);
        assertThat(answers.rejected()).isEqualTo(100);
        assertThat(answers.failed()).isEqualTo(100);
        assertThat(seen).hasSize(300).contains("/2000", "/4291", "/500299");
    }

    @Test
    void a_listener_hears_the_status_of_every_request() throws Exception {
        String[] paths = {"/200", "/429", "/500"};
        Map<Long, Integer> statuses = new ConcurrentHashMap<>();

        load(4).ask(
                        3_000,
                        Duration.ofMillis(100),
                        i -> ConstantRate.Request.of(paths[(int) (i % 3)]),
                        statuses::put);

        assertThat(statuses).hasSize(300).containsEntry(0L, 200).containsEntry(298L, 429);
    }

    @Test
    void a_server_may_close_a_connection_with_an_answer() throws Exception {
        var answers =
                load(2).ask(1_000, Duration.ofMillis(50), i -> ConstantRate.Request.of("/closes"));

        assertThat(answers.admitted()).isEqualTo(50);
    }

    /** A generator that waits for the answer would have one late answer, and no others. */
    @Test
    void what_arrives_while_the_server_stands_still_is_late() throws Exception {
        var answers =
                load(1).ask(100, Duration.ofSeconds(1), i -> ConstantRate.Request.of("/pause"));

        assertThat(answers.requests()).isEqualTo(100);
        assertThat(answers.nanos().getMaxValue()).isGreaterThanOrEqualTo(PAUSE.toNanos());
        // Thirty arrive in the pause, at equal distances: half of them wait for half of it.
        long late = answers.nanos().getCountBetweenValues(PAUSE.toNanos() / 2, Long.MAX_VALUE);
        assertThat(late).isGreaterThanOrEqualTo(15);
    }

    @Test
    void the_capacity_is_what_was_answered() throws Exception {
        double perSecond =
                load(2).capacity(
                                Duration.ofMillis(200),
                                i -> new ConstantRate.Request("/200", "X: " + i + "\r\n"));

        // Each connection finds out by itself that the time is over, at most one request late.
        assertThat(seen).isNotEmpty();
        assertThat(perSecond).isPositive().isLessThanOrEqualTo(seen.size() / 0.2);
    }

    @Test
    void errors_are_no_capacity() {
        assertThatThrownBy(
                        () ->
                                load(2).capacity(
                                                Duration.ofMillis(50),
                                                i -> ConstantRate.Request.of("/500")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("neither admissions nor 429");
    }

    @Test
    void a_server_that_does_not_answer_is_an_error() {
        server.stop(0);

        assertThatThrownBy(
                        () ->
                                load(2).ask(
                                                10,
                                                Duration.ofSeconds(1),
                                                i -> ConstantRate.Request.of("/")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("A request was not answered");
    }
}
