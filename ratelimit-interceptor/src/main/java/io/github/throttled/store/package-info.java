/**
 * Where counters live: {@link io.github.throttled.store.CounterStore} and its two homes, {@link
 * io.github.throttled.store.LocalCounterStore} here and Hazelcast next door.
 *
 * <p>A store keeps a {@code long[]} per key, changes it by compare-and-set, and tells the time that
 * all nodes share. It knows no strategy and decides nothing; no class of ours ever enters a grid.
 */
package io.github.throttled.store;
