/**
 * The strategies as pure functions: {@code (state, now, permits) -> (new state, verdict)} on a
 * {@code long[]}.
 *
 * <p>{@link io.github.throttled.internal.algorithm.Algorithm} is one limit on its slice of the
 * state; {@link io.github.throttled.internal.algorithm.Counter} puts the limits of a policy
 * together, all or nothing. No clock, lock, thread, I/O or floating point may come in.
 */
package io.github.throttled.internal.algorithm;
