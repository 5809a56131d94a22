package io.github.throttled.rest;

import io.github.throttled.cdi.RequestScope;
import io.github.throttled.cdi.Throttling;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.container.ContainerRequestContext;

import java.io.IOException;

/**
 * Where requests come in and go out: makes it possible to {@link HeldRequest hold} those that have
 * to wait for their turn, and sees when each has ended. It is the last of the servlet filters, so
 * that what those before it have made of a request stays with it.
 */
class Turnstile extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String PASSED = Turnstile.class.getName();

    private final transient Throttling throttling;

    Turnstile(Throttling throttling) {
        this.throttling = throttling;
    }

    /** Whether a request has come in here. */
    static boolean seesTheEndOf(ContainerRequestContext request) {
        return request.getProperty(PASSED) != null;
    }

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        request.setAttribute(PASSED, true);
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
        int status = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
        try {
            if (throttling.delaysCalls() && request.isAsyncSupported()) {
                RevocableResponse revocable = new RevocableResponse(response);
                new HeldRequest(request, revocable, throttling.waitingRoom()).attach();
                chain.doFilter(request, revocable);
            } else {
                chain.doFilter(request, response);
            }
            status = response.getStatus();
        } finally {
            if (request.isAsyncStarted()) {
                request.getAsyncContext().addListener(new RequestEnd(request));
            } else {
                RequestPassage.end(request, status);
            }
        }
    }
}
