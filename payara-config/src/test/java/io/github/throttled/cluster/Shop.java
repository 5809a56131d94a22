package io.github.throttled.cluster;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A client of the bookshop. */
final class Shop {

    /** Longer than any decision may take here: an answer that is late is not one that is lost. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final HttpClient CLIENT =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();

    private Shop() {}

    /**
     * Sends a request that is limited, and counted there.
     *
     * @throws IOException if the node does not answer
     */
    static Answer ask(Node node, Counter counter) throws IOException, InterruptedException {
        HttpRequest request = counter.request(node).timeout(PATIENCE).build();
        return Answer.of(CLIENT.send(request, BodyHandlers.discarding()));
    }

    /** Sends a request that somebody has built. */
    static HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return CLIENT.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    }

    static <T> HttpResponse<T> get(URI uri, BodyHandler<T> body)
            throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), body);
    }
}
