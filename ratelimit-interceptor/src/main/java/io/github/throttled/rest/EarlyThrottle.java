package io.github.throttled.rest;

import io.github.throttled.cdi.Gate;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

/**
 * Charges the calls of one resource method before filters of the application find out who the user
 * is: as far as that does not matter.
 */
class EarlyThrottle implements ContainerRequestFilter {

    private final Gate gate;

    EarlyThrottle(Gate gate) {
        this.gate = gate;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        RequestCaller caller = new RequestCaller(request);
        RequestPassage.go(request, passage -> gate.passAnonymously(passage, caller));
    }
}
