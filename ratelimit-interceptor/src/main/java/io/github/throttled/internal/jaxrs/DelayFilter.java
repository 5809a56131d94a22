package io.github.throttled.internal.jaxrs;

import io.github.throttled.internal.enforcement.RateLimitContext;
import io.github.throttled.internal.engine.WaitingRoom;
import io.github.throttled.internal.servlet.RequestContextStore;
import io.github.throttled.internal.servlet.SuspendedRequest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response;

import java.time.Duration;
import java.util.Optional;

/** Delays admitted requests after all filters have charged them. */
public class DelayFilter implements ContainerRequestFilter {

    private final WaitingRoom room;

    public DelayFilter(WaitingRoom room) {
        this.room = room;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        RequestContextStore.begun(request).ifPresent(context -> await(context, request));
    }

    private void await(RateLimitContext context, ContainerRequestContext request) {
        Duration delay = context.delay();
        if (delay.isZero()) {
            return;
        }
        Optional<SuspendedRequest> suspended = SuspendedRequest.of(request);
        if (suspended.isEmpty()
                ? !room.park(context.queueKey(), delay)
                : !suspended.get().suspend(context.queueKey(), delay)) {
            throw context.rejectInsteadOfDelay();
        }
        if (suspended.isPresent()) {
            request.abortWith(Response.accepted().build());
        }
    }
}
