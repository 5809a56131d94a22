package io.github.throttled.internal.servlet;

import jakarta.security.auth.message.callback.CallerPrincipalCallback;

import java.io.IOException;

import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;

/**
 * Notices when an authentication tells the container who the caller is, on the thread that it runs
 * on. A password that was wrong shows nowhere else where a resource is open to all.
 *
 * @param container is told
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

    /** An authentication begins. */
    static void forget() {
        LOGGED_IN.remove();
    }

    /** Whether it has told who the caller is. */
    static boolean take() {
        boolean loggedIn = LOGGED_IN.get() != null;
        LOGGED_IN.remove();
        return loggedIn;
    }
}
