/**
 * The CDI face: the extension that deploys the application, the interceptor of beans and EJBs, and
 * the injectable {@code RateLimiter}.
 *
 * <p>Nothing of HTTP comes in here except the caller of the current request.
 */
package io.github.throttled.internal.cdi;
