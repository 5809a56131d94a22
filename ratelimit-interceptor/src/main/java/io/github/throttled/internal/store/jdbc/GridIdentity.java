package io.github.throttled.internal.store.jdbc;

import io.github.throttled.internal.store.Counters;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * The identity of this grid. It distinguishes the rows that this grid has written from those of
 * another one. The other one may be a cluster that uses the same table by mistake. It may also be
 * the other part of a split cluster.
 *
 * <p>The identity is stored in the grid, so all its nodes share it, and it ends with the grid. A
 * part of a split cannot detect the split, since it only sees nodes leave. So the grid takes a new
 * identity whenever nodes leave, and two parts take different ones. For one thread at a time.
 */
final class GridIdentity {

    /** No counters can have this name. */
    static final String KEY = "+grid";

    private static final int TRIES = 10;

    private final Counters marks;
    private final IntSupplier members;
    private GridLineage last = GridLineage.create();
    private int membersBefore;
    private Duration timeout = DurableCounters.GRID_TIMEOUT;

    /**
     * @param marks the map that stores the identity, in the grid
     * @param members how many nodes the grid has
     */
    GridIdentity(Counters marks, IntSupplier members) {
        this.marks = marks;
        this.members = members;
        this.membersBefore = members.getAsInt();
    }

    /**
     * The current identity of the grid.
     *
     * @throws DurableCounters.GridFailure if the grid does not answer
     */
    GridLineage current() {
        int now = members.getAsInt();
        long[] stored = get();
        boolean isOld = now < membersBefore && !isRenewed(stored, now);
        for (int tries = TRIES; tries > 0 && (stored == null || isOld); tries--) {
            GridLineage next = stored == null ? GridLineage.create() : lineage(stored).renewed();
            long[] update = stored(now, next);
            // A node that was faster has renewed the identity after the same nodes had left.
            isOld = false;
            stored = set(stored, update) ? update : get();
        }
        if (stored == null) {
            throw new DurableCounters.GridFailure(
                    new IllegalStateException("the grid does not keep its identity"));
        }
        membersBefore = now;
        last = lineage(stored);
        return last;
    }

    /**
     * Whether another node has renewed the identity since this node's last look, with as many nodes
     * left.
     */
    private boolean isRenewed(long[] stored, int now) {
        return stored != null && stored[0] == now && lineage(stored).newest() != last.newest();
    }

    /** The stored form: the number of nodes when the grid took its identity, and all identities. */
    private static long[] stored(int nodes, GridLineage lineage) {
        long[] identities = lineage.identities();
        long[] stored = new long[identities.length + 1];
        stored[0] = nodes;
        System.arraycopy(identities, 0, stored, 1, identities.length);
        return stored;
    }

    private static GridLineage lineage(long[] stored) {
        return GridLineage.of(Arrays.copyOfRange(stored, 1, stored.length));
    }

    /** The last known identity of the grid; a new one if none was ever read. */
    GridLineage last() {
        return last;
    }

    /** Shortens the timeout, because the node is being stopped. */
    void shortenTimeout() {
        timeout = DurableCounters.LAST_GRID_TIMEOUT;
    }

    /** Whether no node has left since {@link #current} was called. */
    boolean isCurrent() {
        return members.getAsInt() >= membersBefore;
    }

    private long[] get() {
        var answer = marks.get(KEY).toCompletableFuture();
        DurableCounters.await(List.of(answer), timeout);
        long[] stored = answer.join();
        return stored == null || stored.length < 2 ? null : stored;
    }

    private boolean set(long[] expected, long[] update) {
        var answer = marks.compareAndSet(KEY, expected, update).toCompletableFuture();
        DurableCounters.await(List.of(answer), timeout);
        return answer.join();
    }
}
