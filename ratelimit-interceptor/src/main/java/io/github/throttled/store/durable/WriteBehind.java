package io.github.throttled.store.durable;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** Writes what has changed since it was last written. For one thread at a time. */
final class WriteBehind {

    /** Keys that are written in one transaction. */
    static final int BATCH = 200;

    /** How often a batch is tried when other nodes write the same rows. */
    private static final int TRIES = 3;

    private final CounterTable table;
    private final LongSupplier clock;

    /**
     * @param clock milliseconds since the epoch, on all nodes
     */
    WriteBehind(CounterTable table, LongSupplier clock) {
        this.table = table;
        this.clock = clock;
    }

    /**
     * Writes the changes that are there now; those that others make meanwhile may be left.
     *
     * @throws SQLException if the database fails; what it has not got stays to be written
     */
    void write(DurableCounters counters) throws SQLException {
        DirtyKeys dirty = counters.dirty();
        for (int left = dirty.size(); left > 0; left -= BATCH) {
            SortedMap<String, Boolean> batch = dirty.take(Math.min(left, BATCH));
            if (!batch.isEmpty()) {
                Map<String, Boolean> unwritten = new LinkedHashMap<>(batch);
                try {
                    unwritten.keySet().retainAll(write(counters, batch));
                } catch (DurableCounters.GridFailure e) {
                    // The grid's failure is told by those who ask it for decisions.
                    return;
                } finally {
                    dirty.putBack(unwritten);
                }
            }
        }
    }

    /** Answers which keys could not be written because others were. */
    private Set<String> write(DurableCounters counters, SortedMap<String, Boolean> batch)
            throws SQLException {
        SortedMap<String, Boolean> keys = new TreeMap<>(batch);
        for (int tries = TRIES; tries > 0 && !keys.isEmpty(); tries--) {
            try {
                Set<String> lost =
                        table.write(
                                counters.policy(),
                                keys,
                                counters::states,
                                clock.getAsLong() + counters.memoryMillis());
                keys.keySet().retainAll(lost);
            } catch (SQLException e) {
                if (!CounterTable.isConflict(e)) {
                    throw e;
                }
            }
        }
        return keys.keySet();
    }
}
