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
 * Tells requests for JAX-RS from others before JAX-RS has seen them, by the names and parameters
 * that its specification has for servlets. Thread-safe.
 */
public final class RestServlets {

    private static final String APPLICATION = "jakarta.ws.rs.Application";

    private final ServletContext context;
    private final Map<String, Boolean> known = new ConcurrentHashMap<>();

    public RestServlets(ServletContext context) {
        this.context = context;
    }

    /**
     * The path of a request as the container reads it, encoded, relative to the base path of the
     * JAX-RS application; empty if no JAX-RS application will see it.
     */
    Optional<String> path(HttpServletRequest request) {
        String servlet = request.getHttpServletMapping().getServletName();
        return known.computeIfAbsent(servlet, this::isRest)
                ? Optional.of(encoded(request.getPathInfo()))
                : Optional.empty();
    }

    /**
     * The base paths of all JAX-RS applications, relative to that of the web application; empty
     * ones, too. Not to be asked for before the web application has started.
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
     * The container has decoded it, and has taken matrix parameters away.
     *
     * @param path null for none
     */
    public static String encoded(String path) {
        try {
            // Not without a host: what stands behind two slashes would be taken for one.
            return path == null
                    ? ""
                    : new URI("http", "localhost", path, null).getRawPath().replace(";", "%3B");
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
