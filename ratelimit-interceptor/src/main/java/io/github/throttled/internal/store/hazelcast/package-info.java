/**
 * Counters in Hazelcast: one {@code IMap<String, long[]>} per policy, on an instance that the
 * server or the application already has.
 *
 * <p>Only this package may import Hazelcast, and it is loaded only if Hazelcast is there. Only
 * {@code String} and {@code long[]} cross the grid: no class of ours, no entry processor, no Java
 * serialization.
 */
package io.github.throttled.internal.store.hazelcast;
