/**
 * Where counters live: {@link io.github.throttled.store.CounterStore} and its two homes, {@link
 * io.github.throttled.store.LocalCounterStore} here and Hazelcast next door. Some counters also
 * survive in a database: {@code durable}, next door as well, stands before either home.
 *
 * <p>A store keeps a {@code long[]} per key, changes it by compare-and-set, and tells the time that
 * all nodes share. What else nodes have to tell each other is on {@link
 * io.github.throttled.store.Boards}. It knows no strategy and decides nothing; no class of ours
 * ever enters a grid.
 */
package io.github.throttled.store;
