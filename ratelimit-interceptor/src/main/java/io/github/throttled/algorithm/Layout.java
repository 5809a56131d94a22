package io.github.throttled.algorithm;

import java.util.Arrays;

/** Fingerprints of what a state means. They are equal on all nodes and in all versions. */
final class Layout {

    private Layout() {}

    static int of(String algorithm, long... parameters) {
        return 31 * algorithm.hashCode() + Arrays.hashCode(parameters);
    }
}
