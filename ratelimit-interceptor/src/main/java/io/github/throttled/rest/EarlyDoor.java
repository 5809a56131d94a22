package io.github.throttled.rest;

import io.github.throttled.cdi.BuiltInGate;
import io.github.throttled.cdi.Passage;
import io.github.throttled.cdi.RouteGates;
import io.github.throttled.cdi.Stranger;
import io.github.throttled.operate.console.ConsoleDoor;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;
import java.util.Optional;

/**
 * Charges requests before the container finds out who the user is, as far as that does not matter:
 * those for JAX-RS, and wherever they go those that bring credentials. Filters that come later find
 * what has been paid in the request. Thread-safe.
 *
 * @param routes what requests pass because the configuration says so; null for nothing
 * @param console what a log-in to the console passes; null if there is none
 */
record EarlyDoor(
        RouteGates routes, BuiltInGate console, RestServlets servlets, EarlyRefusal refusal)
        implements ConsoleDoor {

    /**
     * Charges a request, unless it has been charged.
     *
     * @return false if it is rejected; then it is answered
     */
    @Override
    public boolean letsIn(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (RequestPassage.begun(request).isPresent()) {
            return true;
        }
        Optional<String> path = servlets.path(request);
        if (path.isEmpty() && !SentCredentials.areIn(request)) {
            return true;
        }
        Passage passage = RequestPassage.begin(request);
        RequestEnd.of(request).answersWith(response);
        charge(passage, request, path);
        if (passage.rejection().isEmpty()) {
            return true;
        }
        refusal.answer(passage, request, response);
        return false;
    }

    private void charge(Passage passage, HttpServletRequest request, Optional<String> path) {
        Stranger caller = new Stranger(request);
        if (routes != null) {
            path.ifPresentOrElse(
                    rest -> routes.passAnonymously(passage, caller, request.getMethod(), rest),
                    () -> routes.passLogin(passage, caller, request.getMethod()));
        }
        if (console != null && SentCredentials.areIn(request) && ConsoleDoor.isBefore(request)) {
            console.pass(passage, caller);
        }
    }

    /** The authentication of a request is over, and nobody is known to have sent it. */
    void nobodyLoggedIn(HttpServletRequest request) {
        if (SentCredentials.areAPassword(request)) {
            RequestPassage.begun(request).ifPresent(Passage::loginFailed);
        }
    }

    /** The response to a request that was let in; it tells the client so if it goes no further. */
    HttpServletResponse telling(HttpServletRequest request, HttpServletResponse response) {
        return RequestPassage.begun(request)
                .<HttpServletResponse>map(passage -> refusal.telling(passage, response))
                .orElse(response);
    }
}
