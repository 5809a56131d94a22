/**
 * A filter for JAX-RS clients that keeps within the limits of the servers it calls: {@link
 * io.github.throttled.client.ThrottledClient ThrottledClient}.
 *
 * <p>The filter reads the rate limit fields of any server. It bounds all values, because a server
 * may be wrong or malicious. It does not use the counters of this library.
 */
package io.github.throttled.client;
