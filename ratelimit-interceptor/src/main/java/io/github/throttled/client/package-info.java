/**
 * A filter for JAX-RS clients that keeps within the limits of the servers it calls: {@link
 * io.github.throttled.client.ThrottledClient ThrottledClient}.
 *
 * <p>It reads what any server may send, and trusts none of it blindly. It knows nothing of our own
 * counters.
 */
package io.github.throttled.client;
