package io.github.throttled.rest;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Ends the passage of a request that goes on after its thread has left it.
 *
 * @param request as it was when its thread left
 */
record RequestEnd(ServletRequest request) implements AsyncListener {

    @Override
    public void onComplete(AsyncEvent event) {
        RequestPassage.end(request, status(event));
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        // It is completed next.
    }

    @Override
    public void onError(AsyncEvent event) {
        // It is completed next.
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // A dispatch has come through the turnstile, and gone on.
    }

    private static int status(AsyncEvent event) {
        return event.getSuppliedResponse() instanceof HttpServletResponse response
                ? response.getStatus()
                : HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }
}
