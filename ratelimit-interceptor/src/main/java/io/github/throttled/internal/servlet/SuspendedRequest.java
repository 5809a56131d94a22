package io.github.throttled.internal.servlet;

import io.github.throttled.internal.engine.WaitingRoom;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A request that can wait without a thread: it leaves JAX-RS with an answer that nobody sees, and
 * is dispatched to JAX-RS once more when its turn has come.
 */
public final class SuspendedRequest {

    private static final String ATTRIBUTE = SuspendedRequest.class.getName();

    /** What the container may take to dispatch a request again, before it gives it up. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final ServletRequest request;
    private final RevocableResponse response;
    private final WaitingRoom room;
    private boolean isHeld;

    SuspendedRequest(ServletRequest request, RevocableResponse response, WaitingRoom room) {
        this.request = request;
        this.response = response;
        this.room = room;
    }

    /** Lets it be found. */
    void attach() {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** Whether this dispatch of a request is the one that it was held for. */
    static boolean wasHeld(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof SuspendedRequest held && held.isHeld;
    }

    /** Empty if the container cannot hold this request. */
    public static Optional<SuspendedRequest> of(ContainerRequestContext request) {
        // JAX-RS shows the attributes of the servlet request as properties.
        return request.getProperty(ATTRIBUTE) instanceof SuspendedRequest held
                ? Optional.of(held)
                : Optional.empty();
    }

    /**
     * Lets it wait. What is answered now is lost. Where the container notices that the client has
     * gone, the place is free again, and nobody works for nobody.
     *
     * @param line whose place it takes
     * @return false if there is no place
     */
    public boolean hold(String line, Duration delay) {
        CompletableFuture<AsyncContext> started = new CompletableFuture<>();
        Optional<WaitingRoom.Slot> place =
                room.await(line, delay, () -> started.thenAccept(AsyncContext::dispatch));
        if (place.isEmpty()) {
            return false;
        }
        AsyncContext later = request.startAsync(request, response.original());
        later.setTimeout(delay.plus(GRACE).toMillis());
        later.addListener(new Departure(place.get()));
        response.revoke();
        isHeld = true;
        started.complete(later);
        return true;
    }

    /** Whoever is over before the turn has come leaves. */
    private record Departure(WaitingRoom.Slot place) implements AsyncListener {

        @Override
        public void onComplete(AsyncEvent event) {
            place.leave();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            place.leave();
        }

        @Override
        public void onError(AsyncEvent event) {
            place.leave();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // It has been dispatched: the turn has come.
        }
    }

    /** Whether it waits; once it is dispatched again, it is another that does not. */
    public boolean isHeld() {
        return isHeld;
    }
}
