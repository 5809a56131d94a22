/**
 * What a call must pass: the policies of one method or one route, and for each policy the tier, the
 * cost, the key, and the refund when the call ends.
 *
 * <p>{@link io.github.throttled.internal.enforcement.RateLimitContext} follows one call through all
 * of them. Filters, the interceptor and {@code RateLimiter} share these classes. No servlet and no
 * JAX-RS type may come in.
 */
package io.github.throttled.internal.enforcement;
