/**
 * Clients that keep within the limits of the servers they call: {@link
 * io.github.throttled.client.ThrottledClient ThrottledClient} for JAX-RS, and {@link
 * io.github.throttled.client.ThrottledHttpClient ThrottledHttpClient} for {@code java.net.http}.
 *
 * <p>They read the rate limit fields of any server. They bound all values, because a server may be
 * wrong or malicious. They do not use the counters of this library.
 */
package io.github.throttled.client;
