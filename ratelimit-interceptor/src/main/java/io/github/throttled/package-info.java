/**
 * The public API: {@link io.github.throttled.Throttled @Throttled} for beans and resources, {@link
 * io.github.throttled.RateLimiter} for code that asks by itself, and the {@link
 * io.github.throttled.Decision} that both get.
 *
 * <p>An application compiles against this package and {@code io.github.throttled.client}. All other
 * packages are internal and may change in any version. This package imports none of them.
 */
package io.github.throttled;
