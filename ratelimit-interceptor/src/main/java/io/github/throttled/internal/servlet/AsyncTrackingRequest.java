package io.github.throttled.internal.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/**
 * A request that notices when it goes on asynchronously. Afterwards is too late to ask: it may be
 * over by then, and its object another request's.
 */
final class WatchedRequest extends HttpServletRequestWrapper {

    private final RequestEnd end;
    private volatile boolean goesOn;

    WatchedRequest(HttpServletRequest request, RequestEnd end) {
        super(request);
        this.end = end;
    }

    /** Whether it goes on after its thread has left it; the end is told then. */
    boolean goesOn() {
        return goesOn;
    }

    @Override
    public AsyncContext startAsync() {
        return watch(super.startAsync());
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        return watch(super.startAsync(request, response));
    }

    private AsyncContext watch(AsyncContext context) {
        context.addListener(end);
        goesOn = true;
        return context;
    }
}
