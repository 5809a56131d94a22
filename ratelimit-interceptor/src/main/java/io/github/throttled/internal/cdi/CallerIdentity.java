package io.github.throttled.internal.cdi;

import jakarta.enterprise.inject.Instance;
import jakarta.security.enterprise.SecurityContext;

import java.security.Principal;

/** Who calls, as Jakarta Security knows it; on servers that do not have it, nobody knows. */
class CallerIdentity {

    private static final CallerIdentity UNKNOWN = new CallerIdentity();

    /** That of whoever calls at the time when it is asked. */
    static CallerIdentity ofServer(Instance<Object> beans) {
        try {
            Class.forName("jakarta.security.enterprise.SecurityContext");
            Instance<SecurityContext> security = beans.select(SecurityContext.class);
            return security.isResolvable() ? new Known(security.get()) : UNKNOWN;
        } catch (ClassNotFoundException e) {
            return UNKNOWN;
        }
    }

    /** Whether the rest of this means anything. */
    boolean isKnown() {
        return false;
    }

    /** Null for a stranger. */
    Principal principal() {
        return null;
    }

    boolean isInRole(String role) {
        return false;
    }

    /** A class of its own, so that nothing of it is loaded where Jakarta Security is unknown. */
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
