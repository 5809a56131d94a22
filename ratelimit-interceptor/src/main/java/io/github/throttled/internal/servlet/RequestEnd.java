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
 * What has to be done when a request has ended, on whichever thread that is. It does not look for
 * it in the request: an asynchronous one may be over, and the container may use its object for
 * another, before the thread that brought it has left. Thread-safe.
 */
public final class RequestEnd implements AsyncListener {

    private static final String ATTRIBUTE = RequestEnd.class.getName();

    private static final IntConsumer NOTHING = status -> {};

    private final AtomicReference<IntConsumer> task = new AtomicReference<>(NOTHING);
    private volatile HttpServletResponse response;

    /** That of a request, which may have come here before: the container may dispatch it again. */
    public static RequestEnd of(ServletRequest request) {
        return known(request)
                .orElseGet(
                        () -> {
                            RequestEnd end = new RequestEnd();
                            request.setAttribute(ATTRIBUTE, end);
                            return end;
                        });
    }

    /** Empty if nobody has asked for it before. */
    static Optional<RequestEnd> known(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof RequestEnd known
                ? Optional.of(known)
                : Optional.empty();
    }

    /** Empty if nothing sees the request end. */
    public static Optional<RequestEnd> of(ContainerRequestContext request) {
        // JAX-RS shows the attributes of the servlet request as properties.
        return request.getProperty(ATTRIBUTE) instanceof RequestEnd known
                ? Optional.of(known)
                : Optional.empty();
    }

    /**
     * Says what to do.
     *
     * @param what gets the status of the response
     */
    void does(IntConsumer what) {
        task.set(what);
    }

    /**
     * The request has ended; does nothing the second time.
     *
     * @param status of the response
     */
    void reached(int status) {
        task.getAndSet(NOTHING).accept(status);
    }

    /** Says what the request is answered with if it goes no further than here. */
    void answersWith(HttpServletResponse last) {
        response = last;
    }

    /** From now on its end is seen, wherever that is. */
    void watched() {
        response = null;
    }

    /** The request leaves the application: that is its end, unless it is watched. */
    void unlessWatched(ServletRequest request) {
        HttpServletResponse last = response;
        if (last != null && !follows(request)) {
            reached(last.getStatus());
        }
    }

    /**
     * Goes with a request that goes on asynchronously, if it does. Whoever found the request
     * elsewhere than we handed it on, as by injection, can have made it so.
     */
    boolean follows(ServletRequest request) {
        try {
            if (!request.isAsyncStarted()) {
                return false;
            }
            request.getAsyncContext().addListener(this);
            return true;
        } catch (IllegalStateException e) {
            // It is over.
            return false;
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        reached(status(event));
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
        // The container forgets its listeners when a dispatched request goes on asynchronously.
        event.getAsyncContext().addListener(this);
    }

    private static int status(AsyncEvent event) {
        return event.getSuppliedResponse() instanceof HttpServletResponse response
                ? response.getStatus()
                : HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }
}
