/**
 * One running application: its policies as configured now, the store, the engine, and the policies
 * of each method and route, put together in {@link
 * io.github.throttled.internal.application.ThrottledApplication}.
 *
 * <p>The faces ask this package for what a call has to pass. It serves no request itself, and knows
 * of servlets and JAX-RS only which classes they call.
 */
package io.github.throttled.internal.application;
