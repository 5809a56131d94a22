package io.github.throttled.internal.servlet;

import jakarta.ws.rs.core.Application;

/**
 * JAX-RS applications that are not the application's: servers add them, with what they tell of it,
 * to the web application that has the root path. They are named, rather than told apart by their
 * class loaders, so that nothing of the application can be taken for one of them.
 */
public final class ServerApplications {

    /** Where Payara has its endpoint of OpenAPI documents. */
    private static final String PAYARA = "fish.payara.";

    private ServerApplications() {}

    /**
     * Whether this is one.
     *
     * @param application null if it is not known
     */
    public static boolean is(Application application) {
        return application != null && is(application.getClass().getName());
    }

    /** Whether an application of this name is one. */
    public static boolean is(String name) {
        return name.startsWith(PAYARA);
    }
}
