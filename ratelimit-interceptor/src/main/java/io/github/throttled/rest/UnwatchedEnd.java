package io.github.throttled.rest;

import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;

/**
 * Sees the end of requests that have come no further than the container's authentication, or than a
 * filter of the application.
 */
final class UnwatchedEnd implements ServletRequestListener {

    @Override
    public void requestDestroyed(ServletRequestEvent event) {
        RequestEnd.known(event.getServletRequest())
                .ifPresent(end -> end.unlessWatched(event.getServletRequest()));
    }
}
