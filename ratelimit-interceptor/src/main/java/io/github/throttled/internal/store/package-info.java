/**
 * Where counters live: {@link io.github.throttled.internal.store.CounterStore} and its maps of
 * {@code String} to {@code long[]}, changed by compare-and-set, and the clock that all nodes share.
 *
 * <p>A store knows no strategy and decides nothing. Its implementations are subpackages that know
 * nothing of each other.
 */
package io.github.throttled.internal.store;
