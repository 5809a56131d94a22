package io.github.throttled.rest;

import io.github.throttled.cdi.Passage;
import io.github.throttled.cdi.RouteGates;
import io.github.throttled.cdi.Stranger;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;
import java.util.Optional;

/**
 * Charges requests for JAX-RS before the container finds out who the user is, as far as that does
 * not matter. Filters that come later find what has been paid in the request. Thread-safe.
 */
final class EarlyDoor {

    private final RouteGates gates;
    private final RestServlets servlets;
    private final EarlyRefusal refusal;

    EarlyDoor(RouteGates gates, RestServlets servlets, EarlyRefusal refusal) {
        this.gates = gates;
        this.servlets = servlets;
        this.refusal = refusal;
    }

    /**
     * Charges a request, unless it has been charged.
     *
     * @return false if it is rejected; then it is answered
     */
    boolean letsIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<String> path = servlets.path(request);
        if (path.isEmpty() || RequestPassage.begun(request).isPresent()) {
            return true;
        }
        Passage passage = RequestPassage.begin(request);
        RequestEnd.of(request).answersWith(response);
        gates.passAnonymously(passage, new Stranger(request), request.getMethod(), path.get());
        if (passage.rejection().isEmpty()) {
            return true;
        }
        refusal.answer(passage, request, response);
        return false;
    }

    /** The response to a request that was let in; it tells the client so if it goes no further. */
    HttpServletResponse telling(HttpServletRequest request, HttpServletResponse response) {
        return RequestPassage.begun(request)
                .<HttpServletResponse>map(passage -> refusal.telling(passage, response))
                .orElse(response);
    }
}
