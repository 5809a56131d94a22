package io.github.throttled.internal.servlet;

import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;

/**
 * Sees the end of requests that have come no further than the container's authentication, or than a
 * filter of the application.
 */
public final class RequestEndListener implements ServletRequestListener {

    @Override
    public void requestDestroyed(ServletRequestEvent event) {
        RequestEnd.known(event.getServletRequest())
                .ifPresent(end -> end.unlessWatched(event.getServletRequest()));
    }
}
