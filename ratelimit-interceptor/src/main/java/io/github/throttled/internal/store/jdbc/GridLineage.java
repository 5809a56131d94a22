package io.github.throttled.internal.store.jdbc;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The identity of a grid, and those that it has had before.
 *
 * <p>The upper half of a row's version is the identity of the grid that wrote the row; the lower
 * half counts the changes and begins at random, so that a row that was deleted and inserted again
 * is another row. Versions of earlier releases are random numbers, and look like those of a grid
 * that nobody knows.
 */
final class GridLineage {

    /** A grid loses a node, and takes another identity, far less often in the life of a row. */
    private static final int MOST = 1000;

    private static final int HALF = 32;
    private static final long LOWER = 0xffff_ffffL;

    private final long[] identities;

    private GridLineage(long[] identities) {
        this.identities = identities;
    }

    /** A grid that is new. */
    static GridLineage create() {
        return new GridLineage(
                new long[] {ThreadLocalRandom.current().nextLong(1, 1L << HALF - 1)});
    }

    /** The grid of these identities, the newest first; at least one. */
    static GridLineage of(long[] identities) {
        return new GridLineage(identities);
    }

    /** The same grid with another identity; its rows so far are still its own. */
    GridLineage renewed() {
        long[] renewed = new long[Math.min(MOST, identities.length + 1)];
        renewed[0] = create().identities[0];
        System.arraycopy(identities, 0, renewed, 1, renewed.length - 1);
        return new GridLineage(renewed);
    }

    /** The newest first; must not be changed. */
    long[] identities() {
        return identities;
    }

    /** The identity that the grid has now. */
    long newest() {
        return identities[0];
    }

    /** Whether a row of this version was written by this grid. */
    boolean wrote(long version) {
        return Arrays.stream(identities).anyMatch(identity -> identity == version >>> HALF);
    }

    /** A version of a row that is new. */
    long first() {
        return identities[0] << HALF | ThreadLocalRandom.current().nextLong() & LOWER;
    }

    /** The version that follows this one. */
    long next(long version) {
        return version >>> HALF == identities[0]
                ? identities[0] << HALF | version + 1 & LOWER
                : first();
    }
}
