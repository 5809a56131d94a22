package io.github.throttled.internal.enforcement;

import io.github.throttled.internal.key.Caller;

/** The question that browsers ask before a script may send a request to another origin. */
final class Preflight {

    private Preflight() {}

    /**
     * Whether a request is one. It never has credentials: who sends some might try passwords, and
     * pays.
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
