/**
 * Counters in Hazelcast: one {@code IMap<String, long[]>} per policy, on an instance that the
 * server or the application already has.
 *
 * <p>This is the only place that may import Hazelcast, and it is entered only where Hazelcast's
 * classes are there. Only {@code String} and {@code long[]} cross the grid: no class of ours, no
 * entry processor, no Java serialization.
 */
package io.github.throttled.store.hazelcast;
