package io.github.throttled.internal.servlet;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;

import java.util.function.Function;

/**
 * What only the servlet container knows of a request. It is left where filters of JAX-RS find it:
 * to have CDI find the current request takes longer than to decide.
 */
public final class ServletRequests {

    private static final String ATTRIBUTE = ServletRequests.class.getName();

    private ServletRequests() {}

    /** Leaves a request. */
    static void leave(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, original(request));
    }

    /** An answer; null if there is no servlet container. */
    public static String ask(
            ContainerRequestContext request, Function<HttpServletRequest, String> question) {
        // JAX-RS shows the attributes of the servlet request as properties.
        return request.getProperty(ATTRIBUTE) instanceof HttpServletRequest servlet
                ? question.apply(servlet)
                : null;
    }

    /** As the container has made it, whatever servlet filters say instead. */
    private static ServletRequest original(ServletRequest request) {
        ServletRequest original = request;
        while (original instanceof ServletRequestWrapper wrapper) {
            original = wrapper.getRequest();
        }
        return original;
    }
}
