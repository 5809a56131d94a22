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
 * A request that can wait without blocking a thread.
 *
 * <p>JAX-RS ends with a response that is discarded. After the delay the container dispatches the
 * request to JAX-RS again.
 */
public final class SuspendedRequest {

    private static final String ATTRIBUTE = SuspendedRequest.class.getName();

    /** How long the container may take to dispatch a request again before the request times out. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final ServletRequest request;
    private final RevocableResponse response;
    private final WaitingRoom room;
    private boolean isSuspended;

    SuspendedRequest(ServletRequest request, RevocableResponse response, WaitingRoom room) {
        this.request = request;
        this.response = response;
        this.room = room;
    }

    /** Stores this object in the request. */
    void attach() {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** Whether this dispatch resumes a suspended request. */
    static boolean wasSuspended(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof SuspendedRequest suspended
                && suspended.isSuspended;
    }

    /** Returns the suspendable request; empty if the container cannot suspend it. */
    public static Optional<SuspendedRequest> of(ContainerRequestContext request) {
        // JAX-RS shows the attributes of the servlet request as properties.
        return request.getProperty(ATTRIBUTE) instanceof SuspendedRequest suspended
                ? Optional.of(suspended)
                : Optional.empty();
    }

    /**
     * Suspends the request and discards its current response.
     *
     * <p>If the container notices that the client has disconnected, the place in the waiting room
     * becomes free and the request is not processed.
     *
     * @param queueKey identifies the queue that the request waits in
     * @param delay positive
     * @return false if no place in the waiting room is free
     */
    public boolean suspend(String queueKey, Duration delay) {
        CompletableFuture<AsyncContext> started = new CompletableFuture<>();
        Optional<WaitingRoom.Slot> place =
                room.await(queueKey, delay, () -> started.thenAccept(AsyncContext::dispatch));
        if (place.isEmpty()) {
            return false;
        }
        AsyncContext later = request.startAsync(request, response.original());
        later.setTimeout(delay.plus(GRACE).toMillis());
        later.addListener(new PlaceRelease(place.get()));
        response.revoke();
        isSuspended = true;
        started.complete(later);
        return true;
    }

    /** Frees the place in the waiting room if the request ends before its delay. */
    private record PlaceRelease(WaitingRoom.Slot place) implements AsyncListener {

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
            // The request has been dispatched after its delay.
        }
    }

    /**
     * Whether the request is suspended. The next dispatch has another object, which is not
     * suspended.
     */
    public boolean isSuspended() {
        return isSuspended;
    }
}
