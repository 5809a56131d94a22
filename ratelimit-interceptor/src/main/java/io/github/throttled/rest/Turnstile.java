package io.github.throttled.rest;

import io.github.throttled.cdi.RequestScope;
import io.github.throttled.cdi.Throttling;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;

/**
 * Makes it possible to {@link HeldRequest hold} requests that have to wait for their turn. It is
 * the last of the servlet filters, so that what those before it have made of a request stays with
 * it.
 */
class Turnstile extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final transient Throttling throttling;

    Turnstile(Throttling throttling) {
        this.throttling = throttling;
    }

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() == DispatcherType.ASYNC && HeldRequest.wasHeld(request)) {
            Runnable deactivate = RequestScope.activate(request);
            try {
                pass(request, response, chain);
            } finally {
                deactivate.run();
            }
        } else {
            pass(request, response, chain);
        }
    }

    private void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (throttling.delaysCalls() && request.isAsyncSupported()) {
            RevocableResponse revocable = new RevocableResponse(response);
            new HeldRequest(request, revocable, throttling.waitingRoom()).attach();
            chain.doFilter(request, revocable);
        } else {
            chain.doFilter(request, response);
        }
    }
}
