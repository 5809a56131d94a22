package io.github.throttled;

/**
 * Resolves the partition key of a call, if no built-in key source does. Calls with the same key
 * share a counter. Implement it as a CDI bean with a name:
 *
 * <pre>{@code
 * @Named("tenant") @ApplicationScoped
 * class Tenant implements KeyResolver {
 *     public String resolve(ThrottledCall call) {
 *         return tenants.of(call.header("X-Api-Key"));
 *     }
 * }
 * }</pre>
 *
 * <p>Then {@code key=tenant} uses the bean, also as a part of {@code tenant|ip} and {@code
 * tenant+ip}. The bean runs for every call of such a policy, on many threads at once, while the
 * request waits. It must not block.
 */
@FunctionalInterface
public interface KeyResolver {

    /**
     * Returns the key of a call.
     *
     * @param call the call to charge; never null
     * @return any text; a long or unprintable text is hashed. If it is null or empty, the call has
     *     no such key, and the next alternative of the policy applies. If the method throws, the
     *     failure is logged, and the result counts as null.
     */
    String resolve(ThrottledCall call);
}
