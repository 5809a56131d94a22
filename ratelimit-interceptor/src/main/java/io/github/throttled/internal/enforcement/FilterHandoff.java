package io.github.throttled.internal.enforcement;

import java.util.Optional;

/**
 * Remembers the gate that a request has passed, until the method behind it begins: the request
 * filter charged that call, so the interceptor must not. Both are on the request's thread. A bean
 * that lives as long as a request would do the same, and takes longer than to decide.
 */
public final class FilterHandoff {

    private static final ThreadLocal<FilterHandoff> HERE = new ThreadLocal<>();

    private final MethodPolicies gate;
    private final RateLimitContext passage;

    private FilterHandoff(MethodPolicies gate, RateLimitContext passage) {
        this.gate = gate;
        this.passage = passage;
    }

    /** The filter has charged a call of the method behind this gate. */
    public static void passed(MethodPolicies charged, RateLimitContext how) {
        HERE.set(new FilterHandoff(charged, how));
    }

    /** How the call that begins now was charged; empty if it was not, and the second time. */
    public static Optional<RateLimitContext> begins(MethodPolicies begun) {
        FilterHandoff here = HERE.get();
        if (here == null || here.gate != begun) {
            return Optional.empty();
        }
        HERE.remove();
        return Optional.of(here.passage);
    }

    /** The request leaves the thread; if its method has not begun, no other may begin for it. */
    public static void left() {
        HERE.remove();
    }
}
