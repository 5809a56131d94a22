/**
 * The public API: {@link io.github.throttled.Throttled @Throttled} for beans and resources, {@link
 * io.github.throttled.RateLimiter} for code that asks by itself, and the {@link
 * io.github.throttled.Decision} that both get.
 *
 * <p>Everything an application compiles against is here, and nothing else is API. This package
 * imports no other package of the product.
 */
package io.github.throttled;
