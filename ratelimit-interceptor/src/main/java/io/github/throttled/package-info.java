/**
 * The public API. {@link io.github.throttled.Throttled @Throttled} limits the calls of beans and
 * resources. Programs acquire permits themselves with {@link io.github.throttled.RateLimiter}. Both
 * lead to a {@link io.github.throttled.Decision}.
 *
 * <p>An application compiles against this package and {@code io.github.throttled.client}. All other
 * packages are internal and may change in any version. This package imports none of them.
 */
package io.github.throttled;
