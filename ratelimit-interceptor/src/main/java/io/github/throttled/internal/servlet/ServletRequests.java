package io.github.throttled.internal.servlet;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;

import java.util.function.Function;

/**
 * Gives JAX-RS filters access to the servlet request. A CDI lookup of the current request takes
 * longer than a decision.
 */
public final class ServletRequests {

    private static final String ATTRIBUTE = ServletRequests.class.getName();

    private ServletRequests() {}

    /** Stores a servlet request for JAX-RS filters. */
    static void store(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, original(request));
    }

    /** Reads a value from the servlet request; null without a servlet container. */
    public static String get(
            ContainerRequestContext request, Function<HttpServletRequest, String> getter) {
        // JAX-RS shows the attributes of the servlet request as properties.
        return request.getProperty(ATTRIBUTE) instanceof HttpServletRequest servlet
                ? getter.apply(servlet)
                : null;
    }

    /** Returns the request of the container, without the wrappers of servlet filters. */
    private static ServletRequest original(ServletRequest request) {
        ServletRequest original = request;
        while (original instanceof ServletRequestWrapper wrapper) {
            original = wrapper.getRequest();
        }
        return original;
    }
}
