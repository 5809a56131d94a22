package io.github.throttled.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Calls a deployed application. Each client sends a value of the header {@code X-Test} that nobody
 * sent before, so that tests whose policies have that key do not count together.
 */
final class Client {

    /**
     * Not HTTP/2, which needs an upgrade without TLS: where a client ends such a connection while a
     * response is written, two threads of Grizzly wait for each other for ever ({@code
     * Http2Session.setGoAwayByPeer} and {@code deregisterStream}).
     */
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String test;
    private final URI root;
    private final String[] headers;

    private Client(URI root, String... headers) {
        this(root, UUID.randomUUID().toString(), headers);
    }

    private Client(URI root, String test, String... headers) {
        this.test = test;
        this.root = root;
        this.headers = headers;
    }

    static Client of(URL application) {
        // The server tells the machine's name, but listens on loopback only.
        return new Client(
                URI.create("http://127.0.0.1:" + application.getPort() + application.getPath())
                        .resolve("api/"));
    }

    /** The same client, calling another node. */
    Client on(URL node) {
        return new Client(of(node).root, test, headers);
    }

    /** Another client, with these further headers. */
    Client with(String... moreHeaders) {
        return new Client(root, moreHeaders);
    }

    /** The same client with a further header. */
    Client and(String name, String value) {
        String[] more = Arrays.copyOf(headers, headers.length + 2);
        more[headers.length] = name;
        more[headers.length + 1] = value;
        return new Client(root, test, more);
    }

    /** The value of {@code X-Test}. */
    String test() {
        return test;
    }

    /** Another client, who logs in. */
    Client as(String user, String password) {
        byte[] credentials = (user + ':' + password).getBytes(StandardCharsets.UTF_8);
        return with("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
    }

    /** Names and values of the further headers in turn. */
    String[] headers() {
        return headers.clone();
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    /**
     * Asks the server, and not the application.
     *
     * @param path relative to the server's root
     */
    HttpResponse<String> getFromServer(String path) {
        return send(request(root.resolve("/" + path)).GET());
    }

    /** The path is sent as it is, dots and all. */
    HttpResponse<String> getExactly(String path) {
        return send(request(URI.create(root + path)).GET());
    }

    HttpResponse<String> send(String method, String path) {
        return send(request(path).method(method, BodyPublishers.noBody()));
    }

    HttpResponse<String> post(String path, String json) {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json)));
    }

    HttpResponse<String> put(String path, String json) {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(json)));
    }

    /** How many of so many calls were admitted, when all others were rejected. */
    long admitted(int calls, String path) {
        return IntStream.range(0, calls).filter(i -> isAdmitted(get(path))).count();
    }

    private static boolean isAdmitted(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isIn(200, 429);
        return response.statusCode() == 200;
    }

    private HttpRequest.Builder request(String path) {
        return request(root.resolve(path));
    }

    private HttpRequest.Builder request(URI uri) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("X-Test", test);
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return Exchange.send(http, request);
    }
}
