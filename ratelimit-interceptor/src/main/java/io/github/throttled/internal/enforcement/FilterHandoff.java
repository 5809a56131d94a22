package io.github.throttled.internal.enforcement;

import java.util.Optional;

/**
 * Hands the context of a charged request from the request filter to the interceptor.
 *
 * <p>The request filter charges a call before its method begins. The interceptor must not charge
 * that call again. Both run on the thread of the request, so a thread-local connects them. A
 * request-scoped bean would do the same, but its lookup takes longer than a decision.
 */
public final class FilterHandoff {

    private static final ThreadLocal<FilterHandoff> HERE = new ThreadLocal<>();

    private final MethodPolicies policies;
    private final RateLimitContext context;

    private FilterHandoff(MethodPolicies policies, RateLimitContext context) {
        this.policies = policies;
        this.context = context;
    }

    /** Records that the filter has charged a call of the method with these policies. */
    public static void charged(MethodPolicies charged, RateLimitContext context) {
        HERE.set(new FilterHandoff(charged, context));
    }

    /**
     * Returns the context of the call that begins now and clears it.
     *
     * @return empty if the filter has not charged a call of this method, and on every further
     *     invocation
     */
    public static Optional<RateLimitContext> take(MethodPolicies invoked) {
        FilterHandoff here = HERE.get();
        if (here == null || here.policies != invoked) {
            return Optional.empty();
        }
        HERE.remove();
        return Optional.of(here.context);
    }

    /**
     * Clears the context when the request leaves its thread. A method that has not begun by then
     * must not use the context of that request.
     */
    public static void clear() {
        HERE.remove();
    }
}
