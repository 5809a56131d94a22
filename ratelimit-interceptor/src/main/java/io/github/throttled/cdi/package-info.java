/**
 * The CDI face: the extension that reads {@code @Throttled} and the configuration at deployment,
 * the interceptor for beans and EJBs, and the injectable {@code RateLimiter}.
 *
 * <p>{@link io.github.throttled.cdi.Gate} is what a call of one method must pass; filter and
 * interceptor share it. Nothing of HTTP comes in here but who the current request's caller is.
 */
package io.github.throttled.cdi;
