package io.github.throttled.internal.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/**
 * Records whether a request starts asynchronous processing.
 *
 * <p>Reading this afterwards is too late: the request may have ended, and the container may reuse
 * its object.
 */
final class AsyncTrackingRequest extends HttpServletRequestWrapper {

    private final RequestEnd end;
    private volatile boolean isAsync;

    AsyncTrackingRequest(HttpServletRequest request, RequestEnd end) {
        super(request);
        this.end = end;
    }

    /**
     * Whether the request continues after its thread returns; the end is then reported by the
     * asynchronous listener.
     */
    boolean isAsync() {
        return isAsync;
    }

    @Override
    public AsyncContext startAsync() {
        return track(super.startAsync());
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        return track(super.startAsync(request, response));
    }

    private AsyncContext track(AsyncContext context) {
        context.addListener(end);
        isAsync = true;
        return context;
    }
}
