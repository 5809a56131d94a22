package io.github.throttled.client;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import java.io.IOException;
import java.time.Duration;

/**
 * Keeps a client within the limits of the servers that it calls. Register it with {@code
 * ClientBuilder.register}, or {@code @RegisterProvider} on a MicroProfile Rest Client interface.
 *
 * <p>An origin is a scheme, a host and a port. The fields {@code RateLimit}, {@code RateLimit-*},
 * {@code X-RateLimit-*} and {@code Retry-After} of an origin determine when the next request to it
 * is sent. While few permits remain, the client spreads requests over the time until the reset.
 * After a rejection, the client waits as long as the server requires. It waits on the calling
 * thread, for at most {@code max-wait}. If a rejection lasts longer, the request is not sent. Then
 * the filter itself answers with status 429 and {@code Retry-After}, in seconds.
 *
 * <p>Thread-safe.
 */
public final class ThrottledClient implements ClientRequestFilter, ClientResponseFilter {

    private static final String NOT_SENT = ThrottledClient.class.getName() + ".not-sent";

    private final RequestPacer pacer;

    /**
     * Creates a filter that waits at most {@code throttled.client.max-wait} of MicroProfile Config.
     * All filters from this constructor share the state of origins, also with each {@link
     * ThrottledHttpClient}.
     *
     * @throws IllegalArgumentException if the configured value is not a duration of 1 ms to 366
     *     days
     */
    public ThrottledClient() {
        pacer = RequestPacer.ofConfig();
    }

    /**
     * Creates a filter with its own state of origins, for a client with its own credentials.
     *
     * @param maxWait the longest wait of a request: zero, for no wait, to 366 days; not null
     * @throws IllegalArgumentException if the duration is negative or longer than 366 days
     * @throws NullPointerException if the duration is null
     */
    public ThrottledClient(Duration maxWait) {
        pacer = RequestPacer.of(maxWait);
    }

    /**
     * Delays the request if necessary, or answers it with status 429.
     *
     * @param request the request that JAX-RS is about to send; not null
     * @throws IOException if the thread is interrupted while it waits; its interrupt status stays
     *     set
     */
    @Override
    public void filter(ClientRequestContext request) throws IOException {
        pacer.await(Origin.of(request.getUri())).ifPresent(left -> reject(request, left));
    }

    /**
     * Records the limits that the response reports. Ignores fields that it cannot read, and the
     * response of this filter to a request that it did not send.
     *
     * @param request the request that led to the response; not null
     * @param response its status and fields are read, but not its entity; not null
     */
    @Override
    public void filter(ClientRequestContext request, ClientResponseContext response) {
        if (request.getProperty(NOT_SENT) == null) {
            pacer.update(
                    Origin.of(request.getUri()), response.getStatus(), response::getHeaderString);
        }
    }

    private static void reject(ClientRequestContext request, Duration left) {
        // The response filter also sees this response, but it is not from the server.
        request.setProperty(NOT_SENT, true);
        NotSent notSent = NotSent.of(left);
        request.abortWith(
                Response.status(NotSent.STATUS)
                        .header(HttpHeaders.RETRY_AFTER, notSent.seconds())
                        .type(MediaType.TEXT_PLAIN_TYPE)
                        .entity(notSent.text())
                        .build());
    }
}
