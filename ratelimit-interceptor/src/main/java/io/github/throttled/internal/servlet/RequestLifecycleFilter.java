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
 * Prepares requests so that JAX-RS filters can {@link SuspendedRequest suspend} them, and observes
 * their end.
 *
 * <p>It also stores the servlet request for JAX-RS filters. It is the last servlet filter, so that
 * a suspended request keeps the changes of all other filters.
 */
public class RequestLifecycleFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final transient BooleanSupplier delaysCalls;
    private final transient WaitingRoom room;
    private final transient Function<HttpServletRequest, Runnable> scope;

    /**
     * @param delaysCalls whether any policy may delay requests
     * @param room the waiting room of delayed requests
     * @param scope activates the request scope of a resumed request; the returned task deactivates
     *     it
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
                && SuspendedRequest.wasSuspended(request)) {
            Runnable deactivate = scope.apply(request);
            try {
                process(request, response, chain);
            } finally {
                deactivate.run();
            }
        } else {
            process(request, response, chain);
        }
    }

    private void process(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        RequestEnd end = RequestEnd.of(request);
        ServletRequests.store(request);
        end.observedByFilter();
        AsyncTrackingRequest tracked = new AsyncTrackingRequest(request, end);
        int status = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
        try {
            if (delaysCalls.getAsBoolean() && request.isAsyncSupported()) {
                RevocableResponse revocable = new RevocableResponse(response);
                new SuspendedRequest(tracked, revocable, room).attach();
                chain.doFilter(tracked, revocable);
            } else {
                chain.doFilter(tracked, response);
            }
            status = response.getStatus();
        } finally {
            FilterHandoff.clear();
            if (!tracked.isAsync() && !end.continuesAsync(request)) {
                end.complete(status);
            }
        }
    }
}
