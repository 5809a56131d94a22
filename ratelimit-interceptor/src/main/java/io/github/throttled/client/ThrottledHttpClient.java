package io.github.throttled.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Keeps a {@link HttpClient} within the limits of the servers that it calls, by the same rules as
 * {@link ThrottledClient}.
 *
 * <p>It waits on the calling thread, for at most {@code max-wait} per request, and sends no request
 * twice. If a rejection lasts longer, the request is not sent. Then {@link #send send} returns a
 * response with status 429 and {@code Retry-After}, in seconds.
 *
 * <p>Thread-safe.
 */
public final class ThrottledHttpClient {

    private final HttpClient client;
    private final RequestPacer pacer;

    /**
     * Creates a client that waits at most {@code throttled.client.max-wait} of MicroProfile Config.
     * All clients from this constructor share the state of origins, also with each {@link
     * ThrottledClient}.
     *
     * @param client sends the requests; not null
     * @throws IllegalArgumentException if the configured value is not a duration of 1 ms to 366
     *     days
     * @throws NullPointerException if the client is null
     */
    public ThrottledHttpClient(HttpClient client) {
        this(client, RequestPacer.ofConfig());
    }

    /**
     * Creates a client with its own state of origins, for requests with their own credentials.
     *
     * @param client sends the requests; not null
     * @param maxWait the longest wait of a request: zero, for no wait, to 366 days; not null
     * @throws IllegalArgumentException if the duration is negative or longer than 366 days
     * @throws NullPointerException if the client or the duration is null
     */
    public ThrottledHttpClient(HttpClient client, Duration maxWait) {
        this(client, RequestPacer.of(maxWait));
    }

    ThrottledHttpClient(HttpClient client, RequestPacer pacer) {
        this.client = Objects.requireNonNull(client, "client");
        this.pacer = pacer;
    }

    /**
     * Waits if necessary, and sends the request. The time-out of the request begins after the wait.
     *
     * <p>If the client follows a redirection, the wait is for the origin of the request, and the
     * limits are those of the origin that has sent the last response.
     *
     * @param <T> the type of the body
     * @param request the request; not null
     * @param handler reads the body of the response, also where the request was not sent; not null
     * @return the response; status 429 and a body of plain text if the request was not sent
     * @throws IOException if the request cannot be sent, or the response cannot be read
     * @throws InterruptedException if the thread is interrupted while it waits or sends
     * @throws IllegalArgumentException if the client does not accept the request
     * @throws NullPointerException if the request or the handler is null
     */
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        Objects.requireNonNull(handler, "handler");
        Optional<Duration> left = await(Origin.of(request.uri()));
        if (left.isPresent()) {
            return NotSentResponse.of(NotSent.of(left.get()), request, client.version(), handler);
        }
        HttpResponse<T> response = client.send(request, handler);
        HttpHeaders fields = response.headers();
        pacer.update(
                Origin.of(response.uri()), response.statusCode(), name -> joined(fields, name));
        return response;
    }

    private Optional<Duration> await(Origin origin) throws InterruptedException {
        try {
            return pacer.await(origin);
        } catch (InterruptedIOException e) {
            // Like HttpClient, which clears the interrupt status.
            Thread.interrupted();
            InterruptedException interrupted = new InterruptedException(e.getMessage());
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    /** Joins all lines of a field; null if there are none. */
    private static String joined(HttpHeaders fields, String name) {
        List<String> lines = fields.allValues(name);
        return lines.isEmpty() ? null : String.join(", ", lines);
    }
}
