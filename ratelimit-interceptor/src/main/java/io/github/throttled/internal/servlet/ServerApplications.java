package io.github.throttled.internal.servlet;

import jakarta.ws.rs.core.Application;

/**
 * Recognizes JAX-RS applications that the server adds to the web application with the root path.
 *
 * <p>They are recognized by name instead of class loader, so that no part of the application is
 * mistaken for one.
 */
public final class ServerApplications {

    /** The package of Payara's endpoint for OpenAPI documents. */
    private static final String PAYARA = "fish.payara.";

    private ServerApplications() {}

    /**
     * Whether a JAX-RS application belongs to the server.
     *
     * @param application null if unknown
     */
    public static boolean is(Application application) {
        return application != null && is(application.getClass().getName());
    }

    /** Whether the JAX-RS application with this class name belongs to the server. */
    public static boolean is(String name) {
        return name.startsWith(PAYARA);
    }
}
