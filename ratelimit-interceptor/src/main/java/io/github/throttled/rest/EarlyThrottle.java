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
    private final RequestRejection rejection;

    EarlyThrottle(Gate gate, RequestRejection rejection) {
        this.gate = gate;
        this.rejection = rejection;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        RequestCaller caller = new RequestCaller(request);
        RequestCharging.charge(
                request, rejection, passage -> gate.passAnonymously(passage, caller));
    }
}
