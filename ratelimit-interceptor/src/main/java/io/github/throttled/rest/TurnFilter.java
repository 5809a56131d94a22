package io.github.throttled.rest;

import io.github.throttled.cdi.Passage;
import io.github.throttled.engine.WaitingRoom;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response;

import java.time.Duration;
import java.util.Optional;

/** Makes requests wait for their turn, when all that charge them have let them in. */
class TurnFilter implements ContainerRequestFilter {

    private final WaitingRoom room;

    TurnFilter(WaitingRoom room) {
        this.room = room;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        RequestPassage.begun(request).ifPresent(passage -> await(passage, request));
    }

    private void await(Passage passage, ContainerRequestContext request) {
        Duration delay = passage.delay();
        if (delay.isZero()) {
            return;
        }
        Optional<HeldRequest> held = HeldRequest.of(request);
        if (held.isEmpty()
                ? !room.park(passage.line(), delay)
                : !held.get().hold(passage.line(), delay)) {
            throw passage.turnAway();
        }
        if (held.isPresent()) {
            request.abortWith(Response.accepted().build());
        }
    }
}
