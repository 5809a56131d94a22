package io.github.throttled.internal.servlet;

import io.github.throttled.internal.enforcement.FilterHandoff;
import io.github.throttled.internal.engine.WaitingRoom;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Where requests come in and go out: makes it possible to {@link SuspendedRequest hold} those that
 * have to wait for their turn, sees when each has ended, and leaves for JAX-RS what only the
 * container knows. It is the last of the servlet filters, so that what those before it have made of
 * a request stays with it.
 */
public class RequestLifecycleFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final transient BooleanSupplier delaysCalls;
    private final transient WaitingRoom room;
    private final transient Function<HttpServletRequest, Runnable> scope;

    /**
     * @param delaysCalls whether any request may have to wait
     * @param scope gives a request that was held its scope back, and returns what undoes that
     */
    public RequestLifecycleFilter(
            BooleanSupplier delaysCalls,
            WaitingRoom room,
            Function<HttpServletRequest, Runnable> scope) {
        this.delaysCalls = delaysCalls;
        this.room = room;
        this.scope = scope;
    }

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() == DispatcherType.ASYNC
                && SuspendedRequest.wasHeld(request)) {
            Runnable deactivate = scope.apply(request);
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
        RequestEnd end = RequestEnd.of(request);
        ServletRequests.leave(request);
        end.watched();
        WatchedRequest watched = new WatchedRequest(request, end);
        int status = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
        try {
            if (delaysCalls.getAsBoolean() && request.isAsyncSupported()) {
                RevocableResponse revocable = new RevocableResponse(response);
                new SuspendedRequest(watched, revocable, room).attach();
                chain.doFilter(watched, revocable);
            } else {
                chain.doFilter(watched, response);
            }
            status = response.getStatus();
        } finally {
            FilterHandoff.clear();
            if (!watched.goesOn() && !end.follows(request)) {
                end.reached(status);
            }
        }
    }
}
