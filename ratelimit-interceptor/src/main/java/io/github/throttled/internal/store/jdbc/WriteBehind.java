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

/** Writes what has changed since it was last written. For one thread at a time. */
final class WriteBehind {

    /** Keys that are written in one transaction. */
    static final int BATCH = 200;

    private static final Logger LOG = System.getLogger(WriteBehind.class.getName());

    /** How often a batch is tried when other nodes write the same rows. */
    private static final int TRIES = 3;

    /** So many rejected rows are remembered. */
    private static final int MOST_REJECTED = 1000;

    private final Set<String> rejected = new HashSet<>();
    private final CounterTable table;
    private final GridIdentity identity;
    private final LongSupplier clock;

    /**
     * @param identity tells whether the grid is still the one that was asked
     * @param clock milliseconds since the epoch, on all nodes
     */
    WriteBehind(CounterTable table, GridIdentity identity, LongSupplier clock) {
        this.table = table;
        this.identity = identity;
        this.clock = clock;
    }

    /**
     * Writes the changes that are there now; those that others make meanwhile may be left.
     *
     * @param lineage the grid that the counters are in
     * @throws SQLException if the database fails; what it has not got stays to be written
     * @throws DurableCounters.GridFailure if the grid does not answer; everything that is not
     *     written stays to be written
     */
    void write(DurableCounters counters, GridLineage lineage) throws SQLException {
        write(counters, new SingleGridStates(counters, identity), lineage, change -> true);
    }

    /**
     * Writes what this node itself has stored last, when the grid tells nothing any more. Deletes
     * nothing; what this node does not know stays to be written.
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

    /** Keys that are written together, as far as the database takes them all. */
    private final class Batch {

        private final DurableCounters counters;
        private final LiveCounters live;
        private final GridLineage lineage;
        private final Map<String, KeyChange> unwritten;

        /**
         * @param unwritten loses what is written, or cannot be
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
                // It is tried again when it has changed.
                unwritten.remove(key);
                if (rejected.size() < MOST_REJECTED && rejected.add(name(key))) {
                    tell(key, e);
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
                // Another node that inserts the row is in the way once, and not always.
                throw conflict;
            }
            batch.keySet().stream()
                    .filter(key -> !keys.containsKey(key))
                    .forEach(unwritten::remove);
        }

        private String name(String key) {
            return counters.policy() + '\u0000' + key;
        }

        /** The message of the database would show the key, which is an address or a name. */
        private void tell(String key, SQLException e) {
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
