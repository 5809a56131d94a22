package io.github.throttled.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;

class ThrottledHttpClientTest {

    private static final String NOT_SENT = "Not sent: the server wants no request for 11 s.";

    private final SettableTime time = new SettableTime();
    private final HttpClient plain =
            HttpClient.newBuilder().followRedirects(Redirect.NORMAL).build();
    private final ThrottledHttpClient client =
            new ThrottledHttpClient(
                    plain, new RequestPacer(Duration.ofSeconds(10), new Origins(), time));

    /** Each answer is a status and fields; after the last one, the server answers 200. */
    private final Queue<String[]> answers = new ConcurrentLinkedQueue<>();

    private final List<String> received = new CopyOnWriteArrayList<>();

    private HttpServer server;
    private HttpServer other;

    @BeforeEach
    void start() throws IOException {
        server = serve();
        other = serve();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        other.stop(0);
    }

    @Test
    void a_response_is_that_of_the_server() throws Exception {
        answer("404");

        HttpResponse<String> response = send(server);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEqualTo("served");
        assertThat(time.pauses).isEmpty();
    }

    @Test
    void the_next_request_waits_as_long_as_the_rejection_says() throws Exception {
        answer("429", "Retry-After: 7");

        assertThat(send(server).statusCode()).isEqualTo(429);
        assertThat(time.pauses).isEmpty();
        assertThat(send(server).statusCode()).isEqualTo(200);
        assertThat(time.pauses).containsExactly(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void no_request_is_sent_twice(String method) throws Exception {
        answer("503", "Retry-After: 1");

        HttpRequest request =
                HttpRequest.newBuilder(address(server))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build();

        assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(503);
        assertThat(received).containsExactly(method);
    }

    @Test
    void what_remains_is_spread_over_the_time_left() throws Exception {
        answer("200", "RateLimit-Policy: \"a\";q=100;w=60", "RateLimit: \"a\";r=3;t=32");

        send(server);
        send(server);

        assertThat(time.pauses).containsExactly(Duration.ofSeconds(8));
    }

    @Test
    void limits_of_a_cached_response_are_not_believed() throws Exception {
        answer("200", "RateLimit: \"a\";r=1;t=8", "Age: 3");

        send(server);
        send(server);

        assertThat(time.pauses).isEmpty();
    }

    @Test
    void several_lines_of_a_field_are_one_list() throws Exception {
        answer("200", "RateLimit: \"a\";r=1;t=4", "RateLimit: \"b\";r=1;t=8");

        send(server);
        send(server);

        assertThat(time.pauses).containsExactly(Duration.ofSeconds(4));
    }

    @Test
    void a_request_that_cannot_wait_so_long_is_not_sent_and_does_not_wait() throws Exception {
        answer("429", "Retry-After: 11");
        send(server);

        HttpResponse<String> response = send(server);

        assertThat(received).hasSize(1);
        assertThat(time.pauses).isEmpty();
        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValue("retry-after")).contains("11");
        assertThat(response.headers().firstValue("Content-Type")).contains("text/plain");
        assertThat(response.body()).isEqualTo(NOT_SENT);
        assertThat(response.request().uri()).isEqualTo(address(server));
        assertThat(response.uri()).isEqualTo(address(server));
        assertThat(response.version()).isEqualTo(plain.version());
        assertThat(response.previousResponse()).isEmpty();
        assertThat(response.sslSession()).isEmpty();
    }

    @Test
    void a_response_of_the_client_itself_says_nothing_of_the_server() throws Exception {
        answer("429", "Retry-After: 11");
        send(server);
        send(server);
        time.pass(Duration.ofSeconds(2));

        assertThat(send(server).statusCode()).isEqualTo(200);
        assertThat(time.pauses).containsExactly(Duration.ofSeconds(9));
    }

    @Test
    void every_handler_can_read_a_response_of_the_client_itself() throws Exception {
        answer("429", "Retry-After: 11");
        send(server);

        assertThat(send(BodyHandlers.ofByteArray())).isEqualTo(bytes(NOT_SENT));
        assertThat(send(BodyHandlers.ofLines())).containsExactly(NOT_SENT);
        assertThat(send(BodyHandlers.discarding())).isNull();
        assertThat(send(BodyHandlers.replacing("x"))).isEqualTo("x");
        assertThat(send(BodyHandlers.buffering(BodyHandlers.ofString(), 1))).isEqualTo(NOT_SENT);
        try (InputStream body = send(BodyHandlers.ofInputStream())) {
            assertThat(body.readAllBytes()).isEqualTo(bytes(NOT_SENT));
        }
        Flow.Publisher<List<ByteBuffer>> body = send(BodyHandlers.ofPublisher());
        var late = BodySubscribers.ofString(StandardCharsets.US_ASCII);
        body.subscribe(late);
        assertThat(late.getBody().toCompletableFuture()).isCompletedWithValue(NOT_SENT);
    }

    @Test
    void a_body_that_cannot_be_read_is_an_io_exception() throws Exception {
        answer("429", "Retry-After: 11");
        send(server);
        IllegalStateException cause = new IllegalStateException("no JSON");

        assertThatThrownBy(
                        () ->
                                send(
                                        info ->
                                                BodySubscribers.mapping(
                                                        BodySubscribers.discarding(),
                                                        nothing -> {
                                                            throw cause;
                                                        })))
                .isInstanceOf(IOException.class)
                .hasCause(cause);
    }

    @Test
    void other_origins_are_not_concerned() throws Exception {
        answer("429", "Retry-After: 11");
        send(server);

        assertThat(send(other).statusCode()).isEqualTo(200);
        assertThat(time.pauses).isEmpty();
    }

    @Test
    void a_rejection_is_by_the_server_that_a_redirection_leads_to() throws Exception {
        answer("302", "Location: " + address(other));
        answer("429", "Retry-After: 7");

        assertThat(send(server).statusCode()).isEqualTo(429);
        send(server);
        assertThat(time.pauses).isEmpty();
        send(other);
        assertThat(time.pauses).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void an_interrupted_wait_ends_as_an_interrupted_request_does() throws Exception {
        answer("429", "Retry-After: 7");
        send(server);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> send(server)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(received).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-1S", "P367D"})
    void a_wait_is_zero_to_366_days(Duration maxWait) {
        assertThatThrownBy(() -> new ThrottledHttpClient(plain, maxWait))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("max-wait is " + maxWait + "; it can be zero to 366 days");
    }

    @Test
    void there_must_be_a_client_a_wait_a_request_and_a_handler() {
        HttpRequest request = HttpRequest.newBuilder(address(server)).build();

        assertThatThrownBy(() -> new ThrottledHttpClient(null, Duration.ZERO))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> new ThrottledHttpClient(plain, (Duration) null))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> client.send(null, BodyHandlers.discarding()))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> client.send(request, null))
                .isInstanceOf(NullPointerException.class);
    }

    @Test
    void clients_that_are_configured_share_what_they_know_also_with_the_filter() {
        assertThat(RequestPacer.ofConfig().origins()).isSameAs(RequestPacer.ofConfig().origins());
        assertThat(RequestPacer.of(Duration.ZERO).origins())
                .isNotSameAs(RequestPacer.of(Duration.ZERO).origins());
        assertThat(RequestPacer.ofConfig().maxWait()).isEqualTo(Duration.ofSeconds(5));
    }

    private void answer(String... statusAndFields) {
        answers.add(statusAndFields);
    }

    private HttpResponse<String> send(HttpServer target) throws Exception {
        return client.send(
                HttpRequest.newBuilder(address(target)).build(), BodyHandlers.ofString());
    }

    private <T> T send(BodyHandler<T> handler) throws Exception {
        return client.send(HttpRequest.newBuilder(address(server)).build(), handler).body();
    }

    private static URI address(HttpServer target) {
        return URI.create("http://127.0.0.1:" + target.getAddress().getPort() + "/orders");
    }

    private HttpServer serve() throws IOException {
        HttpServer created =
                HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        created.createContext("/", this::respond);
        created.start();
        return created;
    }

    private void respond(HttpExchange exchange) throws IOException {
        received.add(exchange.getRequestMethod());
        String[] answer = answers.isEmpty() ? new String[] {"200"} : answers.remove();
        Headers fields = exchange.getResponseHeaders();
        for (int i = 1; i < answer.length; i++) {
            String[] field = answer[i].split(": ", 2);
            fields.add(field[0], field[1]);
        }
        byte[] body = bytes("served");
        exchange.sendResponseHeaders(Integer.parseInt(answer[0]), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
