package io.github.throttled.internal.enforcement;

import io.github.throttled.internal.key.Caller;

/**
 * Recognizes CORS preflight requests, which browsers send before a script may access another
 * origin.
 */
final class Preflight {

    private Preflight() {}

    /**
     * Whether a request is a preflight request.
     *
     * <p>A preflight request never has credentials. A request with credentials might try passwords,
     * so it is charged.
     *
     * @param method as the client sent it
     */
    static boolean is(String method, Caller caller) {
        return method.equals("OPTIONS")
                && caller.header("Origin") != null
                && caller.header("Access-Control-Request-Method") != null
                && caller.header("Authorization") == null
                && caller.header("Cookie") == null;
    }
}
