package io.github.throttled.internal.store.jdbc;

import io.github.throttled.internal.store.Counters;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Fills counters from the table if they are new in the grid. New counters lack the mark that a node
 * leaves in the grid after filling them. Nodes that start together may all fill them. A row that
 * this grid has written never replaces a state in the grid. A row of another grid, such as an
 * earlier one, is adopted once its counter is the stricter of both. For one thread at a time,
 * except {@link #progress}.
 */
final class ReadBack {

    /**
     * How long a row is kept after it may be forgotten, so that a temporarily wrong clock does no
     * harm.
     */
    static final long GRACE_MILLIS = Duration.ofDays(1).toMillis();

    private static final Logger LOG = System.getLogger(ReadBack.class.getName());

    /** Small, because requests need the same threads. */
    private static final int BATCH = 100;

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final AtomicLong progress = new AtomicLong();
    private final CounterTable table;
    private final Counters marks;
    private final LongSupplier clock;

    /**
     * @param marks the map of the marks, in the same grid
     * @param clock milliseconds since the epoch, on all nodes
     */
    ReadBack(CounterTable table, Counters marks, LongSupplier clock) {
        this.table = table;
        this.marks = marks;
        this.clock = clock;
    }

    /** Grows while rows are being read. */
    long progress() {
        return progress.get();
    }

    /** Whether no node has filled the counters since they are in the grid. */
    boolean isNeeded(DurableCounters counters) {
        var mark = marks.get(mark(counters)).toCompletableFuture();
        DurableCounters.await(List.of(mark));
        return mark.join() == null;
    }

    /**
     * Fills the counters, and marks them if every row has become a counter.
     *
     * @param lineage the grid of the counters
     */
    void read(DurableCounters counters, GridLineage lineage) throws SQLException {
        Filling filling = new Filling(counters, lineage);
        long since = clock.getAsLong() - GRACE_MILLIS;
        List<Row> page = table.read(counters.policy(), since, null);
        while (!page.isEmpty()) {
            filling.add(page);
            page = table.read(counters.policy(), since, page.get(page.size() - 1));
        }
        filling.end();
        DurableCounters.await(
                List.of(
                        marks.compareAndSet(mark(counters), null, new long[] {clock.getAsLong()})
                                .toCompletableFuture()));
    }

    /** Includes the memory, because another memory may mean another map, which is empty. */
    private static String mark(DurableCounters counters) {
        return counters.policy() + '/' + counters.memoryMillis();
    }

    /** The transfer of rows into the grid. */
    private final class Filling {

        private final DurableCounters counters;
        private final GridLineage lineage;
        private long loggedNanos = System.nanoTime();
        private long rows;
        private long unreadable;

        Filling(DurableCounters counters, GridLineage lineage) {
            this.counters = counters;
            this.lineage = lineage;
        }

        void add(List<Row> page) throws SQLException {
            for (int from = 0; from < page.size(); from += BATCH) {
                restore(page.subList(from, Math.min(from + BATCH, page.size())));
            }
        }

        /** For rows that this grid has written, a state in the grid is newer than the row. */
        private void restore(List<Row> batch) throws SQLException {
            Map<String, long[]> own = new HashMap<>();
            Map<String, long[]> others = new HashMap<>();
            List<Row> adopted = new ArrayList<>();
            for (Row row : batch) {
                Optional<Row.StoredCounter> counter = row.counter();
                if (counter.isEmpty()) {
                    unreadable++;
                } else if (lineage.wrote(row.version())) {
                    own.put(counter.get().key(), counter.get().state());
                } else {
                    others.put(counter.get().key(), counter.get().state());
                    adopted.add(row);
                }
            }
            counters.restore(own);
            counters.merge(others);
            adopt(adopted);
            rows += own.size() + others.size();
            progress.incrementAndGet();
            logProgress();
        }

        /**
         * Marks rows as this grid's, so that it may make them less strict, as when it resets a
         * counter.
         */
        private void adopt(List<Row> adopted) throws SQLException {
            if (adopted.isEmpty()) {
                return;
            }
            try {
                table.adopt(counters.policy(), adopted, lineage);
            } catch (SQLException e) {
                if (!SqlErrors.isConflict(e)) {
                    throw e;
                }
                // Other nodes are writing these rows. Until they have, the stricter state counts.
            }
        }

        void end() {
            if (rows > 0) {
                log("Throttled has read {0} counters of policy ''{1}'' from the database.", rows);
            }
            if (unreadable > 0) {
                LOG.log(
                        Level.WARNING,
                        "{0} rows of policy ''{1}'' in the table {2} are nothing that Throttled has"
                                + " written; these counters begin anew.",
                        Long.toString(unreadable),
                        counters.policy(),
                        CounterTable.NAME);
            }
        }

        private void logProgress() {
            if (System.nanoTime() - loggedNanos > BETWEEN_LINES.toNanos()) {
                loggedNanos = System.nanoTime();
                log("Throttled is reading the counters of policy ''{1}'', {0} so far.", rows);
            }
        }

        private void log(String line, long count) {
            LOG.log(Level.INFO, line, Long.toString(count), counters.policy());
        }
    }
}
