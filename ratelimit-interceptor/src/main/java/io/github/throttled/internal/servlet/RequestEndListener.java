package io.github.throttled.internal.servlet;

import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;

/**
 * Observes the end of requests that did not pass the authentication or a filter of the application.
 */
public final class RequestEndListener implements ServletRequestListener {

    @Override
    public void requestDestroyed(ServletRequestEvent event) {
        RequestEnd.known(event.getServletRequest())
                .ifPresent(end -> end.completeUnlessObserved(event.getServletRequest()));
    }
}
