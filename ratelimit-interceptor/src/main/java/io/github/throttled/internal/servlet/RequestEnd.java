package io.github.throttled.internal.servlet;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.container.ContainerRequestContext;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/**
 * Runs a task when a request has ended, on any thread. Thread-safe.
 *
 * <p>It does not read the request at the end. An asynchronous request may have ended, and the
 * container may reuse its object, before the original thread returns.
 */
public final class RequestEnd implements AsyncListener {

    private static final String ATTRIBUTE = RequestEnd.class.getName();

    private static final IntConsumer NOTHING = status -> {};

    private final AtomicReference<IntConsumer> task = new AtomicReference<>(NOTHING);
    private volatile HttpServletResponse response;

    /**
     * Returns the end of a request; the same object after the container dispatches the request
     * again.
     */
    public static RequestEnd of(ServletRequest request) {
        return known(request)
                .orElseGet(
                        () -> {
                            RequestEnd end = new RequestEnd();
                            request.setAttribute(ATTRIBUTE, end);
                            return end;
                        });
    }

    /** Returns the end of a request; empty if it was never requested. */
    static Optional<RequestEnd> known(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof RequestEnd known
                ? Optional.of(known)
                : Optional.empty();
    }

    /** Returns the end of a request; empty without a servlet container. */
    public static Optional<RequestEnd> of(ContainerRequestContext request) {
        // JAX-RS shows the attributes of the servlet request as properties.
        return request.getProperty(ATTRIBUTE) instanceof RequestEnd known
                ? Optional.of(known)
                : Optional.empty();
    }

    /**
     * Sets the task to run at the end.
     *
     * @param action receives the status of the response
     */
    void onEnd(IntConsumer action) {
        task.set(action);
    }

    /**
     * Runs the task; does nothing on further invocations.
     *
     * @param status of the response
     */
    void complete(int status) {
        task.getAndSet(NOTHING).accept(status);
    }

    /** Sets the response whose status counts if the request does not reach the lifecycle filter. */
    void observeResponse(HttpServletResponse last) {
        response = last;
    }

    /** Records that the lifecycle filter observes the end of the request. */
    void observedByFilter() {
        response = null;
    }

    /**
     * Runs the task when the request leaves the application, unless the lifecycle filter observes
     * its end.
     */
    void completeUnlessObserved(ServletRequest request) {
        HttpServletResponse last = response;
        if (last != null && !continuesAsync(request)) {
            complete(last.getStatus());
        }
    }

    /**
     * Listens to the asynchronous processing of a request, if it has started.
     *
     * <p>The application may have started it on the original request, for example after injection.
     *
     * @return whether the request continues asynchronously
     */
    boolean continuesAsync(ServletRequest request) {
        try {
            if (!request.isAsyncStarted()) {
                return false;
            }
            request.getAsyncContext().addListener(this);
            return true;
        } catch (IllegalStateException e) {
            // The asynchronous processing has already ended.
            return false;
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        complete(status(event));
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        // The container invokes onComplete next.
    }

    @Override
    public void onError(AsyncEvent event) {
        // The container invokes onComplete next.
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // The container removes its listeners when a dispatched request starts asynchronous
        // processing again.
        event.getAsyncContext().addListener(this);
    }

    private static int status(AsyncEvent event) {
        return event.getSuppliedResponse() instanceof HttpServletResponse response
                ? response.getStatus()
                : HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }
}
