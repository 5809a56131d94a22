package io.github.throttled.internal.algorithm;

import java.util.Arrays;

/** Fingerprints of the meaning of a state. They are equal on all nodes and in all versions. */
final class Layout {

    private Layout() {}

    static int of(String algorithm, long... parameters) {
        return (int) mix(algorithm.hashCode(), parameters);
    }

    static int of(int[] layouts) {
        return (int) mix(layouts.length, Arrays.stream(layouts).asLongStream().toArray());
    }

    /**
     * Applies SplitMix64's finalizer after every value: a plain {@code 31 x hash + value} does not
     * distinguish a second and a minute from two seconds and 29.
     */
    private static long mix(long seed, long... values) {
        long hash = seed;
        for (long value : values) {
            hash = 31 * hash + value;
            hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
            hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
            hash ^= hash >>> 31;
        }
        return hash;
    }
}
