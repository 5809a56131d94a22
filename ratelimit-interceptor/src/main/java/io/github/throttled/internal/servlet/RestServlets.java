package io.github.throttled.internal.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Application;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Recognizes requests for JAX-RS applications before JAX-RS processes them, by the servlet names
 * and parameters that the JAX-RS specification defines. Thread-safe.
 */
public final class RestServlets {

    private static final String APPLICATION = "jakarta.ws.rs.Application";

    private final ServletContext context;
    private final Map<String, Boolean> known = new ConcurrentHashMap<>();

    public RestServlets(ServletContext context) {
        this.context = context;
    }

    /**
     * Returns the path of a request as the container decodes it, encoded again.
     *
     * @return relative to the base path of the JAX-RS application; empty if the request is for none
     */
    Optional<String> path(HttpServletRequest request) {
        String servlet = request.getHttpServletMapping().getServletName();
        return known.computeIfAbsent(servlet, this::isRest)
                ? Optional.of(encoded(request.getPathInfo()))
                : Optional.empty();
    }

    /**
     * Returns the base paths of all JAX-RS applications, relative to the web application; a base
     * path may be empty. Must not be called before the web application has started.
     */
    public Set<String> bases() {
        return context.getServletRegistrations().values().stream()
                .filter(servlet -> isRest(servlet.getName()))
                .flatMap(servlet -> servlet.getMappings().stream())
                .map(mapping -> mapping.replaceFirst("/?\\*$", ""))
                .collect(Collectors.toSet());
    }

    private boolean isRest(String servlet) {
        if (ServerApplications.is(servlet)) {
            return false;
        }
        ServletRegistration registration = context.getServletRegistration(servlet);
        return isApplication(servlet)
                || registration != null && registration.getInitParameter(APPLICATION) != null;
    }

    private boolean isApplication(String name) {
        try {
            Class<?> type = Class.forName(name, false, context.getClassLoader());
            return Application.class.isAssignableFrom(type);
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /**
     * Encodes a path. The container has decoded the path and removed its matrix parameters.
     *
     * @param path null if there is none
     */
    public static String encoded(String path) {
        try {
            // Needs a host: without one, two leading slashes would begin a host name.
            return path == null
                    ? ""
                    : new URI("http", "localhost", path, null).getRawPath().replace(";", "%3B");
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
