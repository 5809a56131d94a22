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

/** Makes requests wait for their turn, when all that charge them have let them in. */
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
        Optional<SuspendedRequest> held = SuspendedRequest.of(request);
        if (held.isEmpty()
                ? !room.park(context.queueKey(), delay)
                : !held.get().hold(context.queueKey(), delay)) {
            throw context.rejectInsteadOfDelay();
        }
        if (held.isPresent()) {
            request.abortWith(Response.accepted().build());
        }
    }
}
