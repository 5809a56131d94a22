/**
 * The JAX-RS face: features that register filters, the filters that charge requests before a
 * resource method, and the mapper of the exception.
 *
 * <p>No limit is counted and no key is made here. The response itself is written by {@code
 * internal.response}.
 */
package io.github.throttled.internal.jaxrs;
