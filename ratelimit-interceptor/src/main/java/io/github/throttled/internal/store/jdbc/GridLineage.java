package io.github.throttled.internal.store.jdbc;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The identity of a grid, with its earlier identities.
 *
 * <p>The upper half of a row's version is the identity of the grid that wrote the row. The lower
 * half counts the changes and begins at random, so a row that was deleted and inserted again has
 * another version. Versions of earlier releases are random numbers, and look like those of an
 * unknown grid.
 */
final class GridLineage {

    /** During the life of a row, a grid loses nodes and takes new identities far less often. */
    private static final int MAX_IDENTITIES = 1000;

    private static final int HALF = 32;
    private static final long LOWER = 0xffff_ffffL;

    private final long[] identities;

    private GridLineage(long[] identities) {
        this.identities = identities;
    }

    /** A new grid. */
    static GridLineage create() {
        return new GridLineage(
                new long[] {ThreadLocalRandom.current().nextLong(1, 1L << HALF - 1)});
    }

    /** The grid with these identities, the newest first; at least one. */
    static GridLineage of(long[] identities) {
        return new GridLineage(identities);
    }

    /** The same grid with a new identity; earlier rows are still its own. */
    GridLineage renewed() {
        long[] renewed = new long[Math.min(MAX_IDENTITIES, identities.length + 1)];
        renewed[0] = create().identities[0];
        System.arraycopy(identities, 0, renewed, 1, renewed.length - 1);
        return new GridLineage(renewed);
    }

    /** The newest first; must not be changed. */
    long[] identities() {
        return identities;
    }

    /** The current identity of the grid. */
    long newest() {
        return identities[0];
    }

    /** Whether this grid has written a row of this version. */
    boolean wrote(long version) {
        return Arrays.stream(identities).anyMatch(identity -> identity == version >>> HALF);
    }

    /** The version of a new row. */
    long first() {
        return identities[0] << HALF | ThreadLocalRandom.current().nextLong() & LOWER;
    }

    /** The version after this one. */
    long next(long version) {
        return version >>> HALF == identities[0]
                ? identities[0] << HALF | version + 1 & LOWER
                : first();
    }
}
