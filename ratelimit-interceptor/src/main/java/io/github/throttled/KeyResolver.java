package io.github.throttled;

/**
 * Tells who shares a counter, where no key source does. A CDI bean with a name:
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
 * <p>Then {@code key=tenant} uses it, also in {@code tenant|ip} and {@code tenant+ip}. It is asked
 * for every call, by many threads at once, on the way of the request: it must not block.
 */
@FunctionalInterface
public interface KeyResolver {

    /**
     * Who makes the call.
     *
     * @return any text, which is hashed if it is long or not printable; null or empty if this
     *     cannot be told, and then the next alternative counts. If it throws, that is logged, and
     *     counts as null.
     */
    String resolve(ThrottledCall call);
}
