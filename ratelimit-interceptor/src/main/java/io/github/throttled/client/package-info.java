/**
 * The other side: {@link io.github.throttled.client.ThrottledClient ThrottledClient}, a filter for
 * JAX-RS clients that minds the limits of the servers it calls. It reads what any server may send
 * and believes none of it blindly. It knows nothing of our own counters.
 */
package io.github.throttled.client;
