/**
 * The strategies as pure functions: {@code (state, now, permits) -> (new state, verdict)} on a
 * {@code long[]}.
 *
 * <p>{@link io.github.throttled.algorithm.Algorithm} is one limit on its slice of the state; {@link
 * io.github.throttled.algorithm.Counter} puts the limits of a policy together, all or nothing. No
 * clock, lock, thread, I/O or floating point may come in here.
 */
package io.github.throttled.algorithm;
