package io.github.throttled.internal.store.jdbc;

import io.github.throttled.internal.store.Counters;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Says which rows this grid has written, and which another one has: another cluster that uses the
 * same table by mistake, or the other part of a cluster that the network has split.
 *
 * <p>The identity is in the grid, so that all its nodes have the same one, and it ends with the
 * grid. A part of a split cannot know that it is one, for it only sees nodes leave. So the grid
 * takes another identity whenever nodes leave, and two parts take different ones. For one thread at
 * a time.
 */
final class GridIdentity {

    /** No counters can be called so. */
    static final String KEY = "+grid";

    private static final int TRIES = 10;

    private final Counters marks;
    private final IntSupplier members;
    private GridLineage last = GridLineage.create();
    private int membersBefore;
    private Duration patience = DurableCounters.PATIENCE;

    /**
     * @param marks where the identity is, in the grid
     * @param members how many nodes the grid has
     */
    GridIdentity(Counters marks, IntSupplier members) {
        this.marks = marks;
        this.members = members;
        this.membersBefore = members.getAsInt();
    }

    /**
     * The identity that the grid has now.
     *
     * @throws DurableCounters.GridFailure if the grid does not tell
     */
    GridLineage current() {
        int now = members.getAsInt();
        long[] stored = get();
        boolean isOld = now < membersBefore && !isRenewed(stored, now);
        for (int tries = TRIES; tries > 0 && (stored == null || isOld); tries--) {
            GridLineage next = stored == null ? GridLineage.create() : lineage(stored).renewed();
            long[] update = stored(now, next);
            // Whoever was faster has renewed it after the same nodes had left.
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
     * Whether another node has done so since this one has looked last, and when as many were left.
     */
    private boolean isRenewed(long[] stored, int now) {
        return stored != null && stored[0] == now && lineage(stored).newest() != last.newest();
    }

    /** How many nodes there were when the grid took its identity, and all identities. */
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

    /** The identity that the grid had when it last told; one of nobody if it never has. */
    GridLineage last() {
        return last;
    }

    /** From now on it does not wait for long: the node is being stopped. */
    void hurry() {
        patience = DurableCounters.LAST_PATIENCE;
    }

    /** Whether no node has left since {@link #current} was called. */
    boolean isCurrent() {
        return members.getAsInt() >= membersBefore;
    }

    private long[] get() {
        var answer = marks.get(KEY).toCompletableFuture();
        DurableCounters.await(List.of(answer), patience);
        long[] stored = answer.join();
        return stored == null || stored.length < 2 ? null : stored;
    }

    private boolean set(long[] expected, long[] update) {
        var answer = marks.compareAndSet(KEY, expected, update).toCompletableFuture();
        DurableCounters.await(List.of(answer), patience);
        return answer.join();
    }
}
