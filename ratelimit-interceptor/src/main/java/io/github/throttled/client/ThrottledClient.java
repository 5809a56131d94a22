package io.github.throttled.client;

import io.github.throttled.internal.config.catalog.SettingsReader;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

import org.eclipse.microprofile.config.ConfigProvider;

import java.io.IOException;
import java.time.Duration;

/**
 * Keeps a client within the limits of the servers it calls. Register it with {@code
 * ClientBuilder.register}, or {@code @RegisterProvider} on a MicroProfile Rest Client interface.
 *
 * <p>What an origin (scheme, host and port) says in {@code RateLimit}, {@code X-RateLimit-*} and
 * {@code Retry-After} decides when its next request is sent: when little remains, that is spread
 * over the time left; after a refusal the client waits as long as it was told. It waits on the
 * calling thread, for at most {@code max-wait}. A request that would have to wait longer for what a
 * refusal said is not sent, and is answered with a 429 of the filter's own, which has {@code
 * Retry-After}.
 *
 * <p>Thread-safe.
 */
public final class ThrottledClient implements ClientRequestFilter, ClientResponseFilter {

    private static final String NOT_SENT = ThrottledClient.class.getName() + ".not-sent";

    /** A Rest Client is made anew for each injection: its knowledge must not be. */
    private static final Origins SHARED = new Origins();

    private final RequestPacer pacer;

    /**
     * Waits at most as long as {@code throttled.client.max-wait} in MicroProfile Config says. All
     * filters made like this share what they know of origins.
     *
     * @throws IllegalArgumentException if that is not a time
     */
    public ThrottledClient() {
        this(SettingsReader.ofClients(ConfigProvider.getConfig()).maxWait(), SHARED);
    }

    /**
     * Shares its knowledge with nobody, as befits a client with credentials of its own.
     *
     * @param maxWait the longest a request waits; zero for never, and at most 366 days
     * @throws IllegalArgumentException for any other duration
     */
    public ThrottledClient(Duration maxWait) {
        this(maxWait, new Origins());
    }

    private ThrottledClient(Duration maxWait, Origins origins) {
        pacer = new RequestPacer(maxWait, origins, TimeSource.SYSTEM);
    }

    /** Sends the request on when its time has come, or answers it. */
    @Override
    public void filter(ClientRequestContext request) throws IOException {
        pacer.await(Origin.of(request.getUri())).ifPresent(left -> reject(request, left));
    }

    /** Remembers what the server says. */
    @Override
    public void filter(ClientRequestContext request, ClientResponseContext response) {
        if (request.getProperty(NOT_SENT) == null) {
            pacer.update(
                    Origin.of(request.getUri()), response.getStatus(), response::getHeaderString);
        }
    }

    private static void reject(ClientRequestContext request, Duration left) {
        // Our own answer passes the response filter too, and is not the server's word.
        request.setProperty(NOT_SENT, true);
        long seconds = Math.max(1, left.plusSeconds(1).minusNanos(1).toSeconds());
        request.abortWith(
                Response.status(Status.TOO_MANY_REQUESTS)
                        .header(HttpHeaders.RETRY_AFTER, seconds)
                        .type(MediaType.TEXT_PLAIN_TYPE)
                        .entity(
                                "Not sent: the server wants no request for %d s."
                                        .formatted(seconds))
                        .build());
    }
}
