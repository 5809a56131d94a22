package io.github.throttled.internal.cdi;

import jakarta.enterprise.inject.Instance;
import jakarta.security.enterprise.SecurityContext;

import java.security.Principal;

/** The current user according to Jakarta Security; unknown on servers without it. */
class CallerIdentity {

    private static final CallerIdentity UNKNOWN = new CallerIdentity();

    /** Returns the identity, which is evaluated on each access. */
    static CallerIdentity ofServer(Instance<Object> beans) {
        try {
            Class.forName("jakarta.security.enterprise.SecurityContext");
            Instance<SecurityContext> security = beans.select(SecurityContext.class);
            return security.isResolvable() ? new Known(security.get()) : UNKNOWN;
        } catch (ClassNotFoundException e) {
            return UNKNOWN;
        }
    }

    /** Whether Jakarta Security is available; otherwise the other methods return nothing. */
    boolean isKnown() {
        return false;
    }

    /** Returns the principal; null without an authenticated user. */
    Principal principal() {
        return null;
    }

    boolean isInRole(String role) {
        return false;
    }

    /** A separate class, so that Jakarta Security is not loaded where it is absent. */
    private static final class Known extends CallerIdentity {

        private final SecurityContext security;

        Known(SecurityContext security) {
            this.security = security;
        }

        @Override
        boolean isKnown() {
            return true;
        }

        @Override
        Principal principal() {
            return security.getCallerPrincipal();
        }

        @Override
        boolean isInRole(String role) {
            return security.isCallerInRole(role);
        }
    }
}
