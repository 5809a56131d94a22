package io.github.throttled.internal.servlet;

import jakarta.security.auth.message.callback.CallerPrincipalCallback;

import java.io.IOException;

import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;

/**
 * Detects whether an authentication has identified the caller, on the thread of the request.
 *
 * <p>Nothing else shows a wrong password if the resource allows unauthenticated users.
 *
 * @param container the container's handler, which receives all callbacks
 */
record LoginListener(CallbackHandler container) implements CallbackHandler {

    private static final ThreadLocal<Boolean> LOGGED_IN = new ThreadLocal<>();

    @Override
    public void handle(Callback[] callbacks) throws IOException, UnsupportedCallbackException {
        container.handle(callbacks);
        for (Callback callback : callbacks) {
            if (callback instanceof CallerPrincipalCallback caller
                    && (caller.getName() != null || caller.getPrincipal() != null)) {
                LOGGED_IN.set(true);
            }
        }
    }

    /** Resets the result before an authentication. */
    static void forget() {
        LOGGED_IN.remove();
    }

    /** Returns whether the authentication has identified a caller, and resets the result. */
    static boolean take() {
        boolean loggedIn = LOGGED_IN.get() != null;
        LOGGED_IN.remove();
        return loggedIn;
    }
}
