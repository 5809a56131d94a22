package io.github.throttled.internal.store.jdbc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** Writes changed counters to the database. For one thread at a time. */
final class WriteBehind {

    /** How many keys are written in one transaction. */
    static final int BATCH = 200;

    private static final Logger LOG = System.getLogger(WriteBehind.class.getName());

    /** How often a batch is tried while other nodes write the same rows. */
    private static final int TRIES = 3;

    /** How many rejected rows are remembered. */
    private static final int MAX_REJECTED = 1000;

    private final Set<String> rejected = new HashSet<>();
    private final CounterTable table;
    private final GridIdentity identity;
    private final LongSupplier clock;

    /**
     * @param identity knows whether the grid is still the same
     * @param clock milliseconds since the epoch, on all nodes
     */
    WriteBehind(CounterTable table, GridIdentity identity, LongSupplier clock) {
        this.table = table;
        this.identity = identity;
        this.clock = clock;
    }

    /**
     * Writes the current changes; changes made meanwhile may be left for the next time.
     *
     * @param lineage the grid of the counters
     * @throws SQLException if the database fails; unwritten changes are kept
     * @throws DurableCounters.GridFailure if the grid does not answer; unwritten changes are kept
     */
    void write(DurableCounters counters, GridLineage lineage) throws SQLException {
        write(counters, new SingleGridStates(counters, identity), lineage, change -> true);
    }

    /**
     * Writes this node's own last states when the grid no longer answers. Deletes nothing; changes
     * with an unknown state are kept.
     */
    void writeLast(DurableCounters counters, GridLineage lineage) throws SQLException {
        write(counters, new LastStates(counters), lineage, KeyChange::isKnown);
    }

    private void write(
            DurableCounters counters,
            LiveCounters live,
            GridLineage lineage,
            Predicate<KeyChange> isWritable)
            throws SQLException {
        DirtyKeys dirty = counters.dirty();
        for (int left = dirty.size(); left > 0; left -= BATCH) {
            SortedMap<String, KeyChange> batch = dirty.take(Math.min(left, BATCH));
            if (!batch.isEmpty()) {
                Map<String, KeyChange> unwritten = new LinkedHashMap<>(batch);
                batch.values().removeIf(isWritable.negate());
                try {
                    new Batch(counters, live, lineage, unwritten).write(batch);
                } finally {
                    dirty.putBack(unwritten);
                }
            }
        }
    }

    /** Keys that are written together, unless the database rejects some of them. */
    private final class Batch {

        private final DurableCounters counters;
        private final LiveCounters live;
        private final GridLineage lineage;
        private final Map<String, KeyChange> unwritten;

        /**
         * @param unwritten keys are removed once they are written, or cannot be written
         */
        Batch(
                DurableCounters counters,
                LiveCounters live,
                GridLineage lineage,
                Map<String, KeyChange> unwritten) {
            this.counters = counters;
            this.live = live;
            this.lineage = lineage;
            this.unwritten = unwritten;
        }

        void write(SortedMap<String, KeyChange> batch) throws SQLException {
            SortedMap<String, KeyChange> together = new TreeMap<>(batch);
            SortedMap<String, KeyChange> apart = new TreeMap<>(batch);
            together.keySet().removeIf(key -> rejected.contains(name(key)));
            apart.keySet().removeIf(together::containsKey);
            try {
                writeTogether(together);
            } catch (SQLException e) {
                if (!SqlErrors.isRowRejected(e)) {
                    throw e;
                }
                apart.putAll(together);
            }
            for (Map.Entry<String, KeyChange> change : apart.entrySet()) {
                writeAlone(change.getKey(), change.getValue());
            }
        }

        private void writeAlone(String key, KeyChange change) throws SQLException {
            try {
                writeTogether(new TreeMap<>(Map.of(key, change)));
                rejected.remove(name(key));
            } catch (SQLException e) {
                if (!SqlErrors.isRowRejected(e)) {
                    throw e;
                }
                // The row is tried again when it has changed.
                unwritten.remove(key);
                if (rejected.size() < MAX_REJECTED && rejected.add(name(key))) {
                    logRejected(key, e);
                }
            }
        }

        private void writeTogether(SortedMap<String, KeyChange> batch) throws SQLException {
            SortedMap<String, KeyChange> keys = new TreeMap<>(batch);
            SQLException conflict = null;
            for (int tries = TRIES; tries > 0 && !keys.isEmpty(); tries--) {
                try {
                    Set<String> lost =
                            table.write(
                                    counters.policy(),
                                    keys,
                                    live,
                                    lineage,
                                    clock.getAsLong() + counters.memoryMillis());
                    keys.keySet().retainAll(lost);
                    conflict = null;
                } catch (SQLException e) {
                    if (!SqlErrors.isConflict(e)) {
                        throw e;
                    }
                    conflict = e;
                }
            }
            if (conflict != null && SqlErrors.isRowRejected(conflict)) {
                // A conflict with another node that inserts the row would not repeat every time.
                throw conflict;
            }
            batch.keySet().stream()
                    .filter(key -> !keys.containsKey(key))
                    .forEach(unwritten::remove);
        }

        private String name(String key) {
            return counters.policy() + '\u0000' + key;
        }

        /**
         * Logs only the hash of the key, which may be an address or a name. The message of the
         * database would show the key.
         */
        private void logRejected(String key, SQLException e) {
            LOG.log(
                    Level.WARNING,
                    "The database does not take a row of policy ''{0}'' (key hash {1}, SQL state"
                            + " {2}): what it counts is lost if all nodes stop. All other rows are"
                            + " written.",
                    counters.policy(),
                    Integer.toHexString(key.hashCode()),
                    e.getSQLState());
        }
    }
}
