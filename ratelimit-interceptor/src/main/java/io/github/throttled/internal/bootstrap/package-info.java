/**
 * Deploys Throttled in a web application. {@link
 * io.github.throttled.internal.bootstrap.ThrottledInitializer} is the servlet container's entry
 * point: it checks annotations, registers filters and servlets, and warms up the road of a request.
 *
 * <p>Nothing else may depend on this package. It decides nothing.
 */
package io.github.throttled.internal.bootstrap;
