package io.github.throttled.rest;

import jakarta.ws.rs.core.Application;

/**
 * JAX-RS applications that are not the application's: servers add them, with what they tell of it,
 * to the web application that has the root path. They are named, rather than told apart by their
 * class loaders, so that nothing of the application can be taken for one of them.
 */
final class ServersOwn {

    /** Where Payara has its endpoint of OpenAPI documents. */
    private static final String PAYARA = "fish.payara.";

    private ServersOwn() {}

    /**
     * Whether this is one.
     *
     * @param application null if it is not known
     */
    static boolean is(Application application) {
        return application != null && is(application.getClass().getName());
    }

    /** Whether an application of this name is one. */
    static boolean is(String name) {
        return name.startsWith(PAYARA);
    }
}
