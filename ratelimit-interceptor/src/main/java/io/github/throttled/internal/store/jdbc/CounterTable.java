package io.github.throttled.internal.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;

import javax.sql.DataSource;

/**
 * The table with the counters of one application: a row for each key.
 *
 * <p><b>Several nodes write the same row.</b> Each node first reads the row's version, and then the
 * counter's state in the grid. It stores the state only if the version is still the same. So any
 * state that was stored meanwhile is kept, or had been read from the grid earlier. A row never goes
 * back to an older state. States need not be compared, which would be impossible after a clock was
 * set back.
 *
 * <p><b>Several grids write the same row</b>, by mistake or because the network has split one. A
 * version identifies the grid that has written the row, see {@link GridLineage}. A grid never
 * overwrites a state that it does not hold.
 *
 * <p>For one thread at a time, except {@link #abort}.
 */
class CounterTable {

    static final String NAME = "throttled_counter";
    static final String DDL =
            """
            CREATE TABLE throttled_counter (
                application   VARCHAR(%d) NOT NULL,
                policy        VARCHAR(%d) NOT NULL,
                partition_key VARCHAR(%d) NOT NULL,
                state         VARCHAR(%d) NOT NULL,
                version       BIGINT NOT NULL,
                forget_after  BIGINT NOT NULL,
                PRIMARY KEY (application, policy, partition_key)
            )"""
                    .formatted(
                            ColumnText.MAX_NAME,
                            ColumnText.MAX_NAME,
                            ColumnText.MAX_KEY,
                            ColumnText.MAX_STATE);

    /** How many rows are read at once. */
    static final int PAGE = 500;

    /** How many rows are examined before some of them are deleted. */
    private static final int SCAN = 20_000;

    private static final String POLICY = " WHERE application = ? AND policy = ?";

    private final Transactions transactions;
    private final String application;

    /**
     * @param application the application of the counters
     */
    CounterTable(DataSource database, String application) {
        this.transactions = new Transactions(database);
        this.application = ColumnText.ofKey(application);
    }

    /**
     * Reads one page of a policy's rows, in the order of their keys.
     *
     * @param sinceMillis leaves out rows that may be forgotten before that time
     * @param after the last row of the previous page; null for the first page
     * @return at most {@link #PAGE}
     */
    List<Row> read(String policy, long sinceMillis, Row after) throws SQLException {
        return transactions.inTransaction(
                connection -> {
                    try (PreparedStatement select =
                            connection.prepareStatement(
                                    "SELECT partition_key, state, version FROM "
                                            + NAME
                                            + POLICY
                                            + " AND forget_after >= ?"
                                            + (after == null ? "" : " AND partition_key > ?")
                                            + " ORDER BY partition_key FETCH FIRST "
                                            + PAGE
                                            + " ROWS ONLY")) {
                        bind(select, application, policy, sinceMillis);
                        if (after != null) {
                            select.setString(4, after.key());
                        }
                        return rows(select);
                    }
                });
    }

    /**
     * Marks rows as written by this grid, which holds their states.
     *
     * @param rows as they were read; rows that have changed since stay as they are
     */
    void adopt(String policy, Collection<Row> rows, GridLineage lineage) throws SQLException {
        transactions.inTransaction(
                connection -> {
                    try (RowChanges changes =
                            new RowChanges(connection, application, policy, lineage, 0)) {
                        for (Row row : rows) {
                            changes.adopt(row);
                        }
                        return changes.store();
                    }
                });
    }

    /**
     * Writes the states that the grid holds now. Two kinds of counters first become the stricter of
     * the counter and the row. These are counters with a row of another grid, and counters that the
     * grid had lost. If the grid has lost a counter that this node has changed, the node's own last
     * state is written.
     *
     * @param keys the keys and their changes
     * @param live the counters
     * @param lineage the grid of the counters
     * @param forgetAfterMillis when the rows may be forgotten
     * @return keys that another node has written meanwhile, which have to be written again
     */
    Set<String> write(
            String policy,
            SortedMap<String, KeyChange> keys,
            LiveCounters live,
            GridLineage lineage,
            long forgetAfterMillis)
            throws SQLException {
        return transactions.inTransaction(
                connection -> {
                    Map<String, Long> versions = versions(connection, policy, keys.keySet());
                    Map<String, long[]> unseen =
                            states(connection, policy, unseen(keys, versions, lineage));
                    // Hold no lock and no old snapshot of the table while asking the grid.
                    connection.commit();
                    live.merge(unseen);
                    Map<String, long[]> states = new HashMap<>(live.states(keys.keySet()));
                    addLost(connection, policy, keys, live, states);
                    try (RowChanges changes =
                            new RowChanges(
                                    connection, application, policy, lineage, forgetAfterMillis)) {
                        for (Map.Entry<String, KeyChange> key : keys.entrySet()) {
                            changes.add(
                                    key.getKey(),
                                    versions.get(ColumnText.ofKey(key.getKey())),
                                    states.get(key.getKey()),
                                    key.getValue().isForgotten());
                        }
                        return changes.store();
                    }
                });
    }

    /** The keys whose rows may have states that the grid does not know. */
    private static Set<String> unseen(
            SortedMap<String, KeyChange> keys, Map<String, Long> versions, GridLineage lineage) {
        Set<String> unseen = new HashSet<>();
        keys.forEach(
                (key, change) -> {
                    Long version = versions.get(ColumnText.ofKey(key));
                    boolean isNew = change.isNew() && !change.isForgotten();
                    if (version != null && (isNew || !lineage.wrote(version))) {
                        unseen.add(key);
                    }
                });
        return unseen;
    }

    /** Adds the states that this node knows of counters that the grid has lost. */
    private void addLost(
            Connection connection,
            String policy,
            SortedMap<String, KeyChange> keys,
            LiveCounters live,
            Map<String, long[]> states)
            throws SQLException {
        Set<String> lost = new HashSet<>();
        keys.forEach(
                (key, change) -> {
                    if (change.isKnown() && !states.containsKey(key)) {
                        lost.add(key);
                    }
                });
        Map<String, long[]> rows = states(connection, policy, lost);
        for (String key : lost) {
            long[] last = keys.get(key).state();
            long[] row = rows.get(key);
            states.put(key, row == null ? last : live.stricter(last, row));
        }
    }

    /** Deletes all rows of the application that may be forgotten before this time. */
    void deleteForgotten(long beforeMillis) throws SQLException {
        transactions.inTransaction(
                connection -> {
                    try (PreparedStatement delete =
                            connection.prepareStatement(
                                    "DELETE FROM "
                                            + NAME
                                            + " WHERE application = ? AND forget_after < ?")) {
                        bind(delete, application, beforeMillis);
                        return delete.executeUpdate();
                    }
                });
    }

    /**
     * Deletes rows of a policy's counters, the longest unchanged first, until few enough are left.
     *
     * @param most how many rows may stay
     * @param isNeeded matches rows that must stay
     */
    void deleteSurplus(String policy, long most, Predicate<Row> isNeeded) throws SQLException {
        long surplus = count(policy) - most;
        long kept = 0;
        while (surplus > 0) {
            List<Row> deletable = new ArrayList<>();
            int seen =
                    findSurplus(policy, kept, (int) Math.min(surplus, SCAN), isNeeded, deletable);
            for (int from = 0; from < deletable.size(); from += PAGE) {
                delete(policy, deletable.subList(from, Math.min(from + PAGE, deletable.size())));
            }
            kept += seen - deletable.size();
            surplus = seen < SCAN ? 0 : surplus - deletable.size();
        }
    }

    /**
     * Examines the longest unchanged rows.
     *
     * @param skipped how many rows are skipped
     * @param most how many rows may be deleted
     * @param deletable receives rows to delete, without their states
     * @return how many were examined; at most {@link #SCAN}
     */
    private int findSurplus(
            String policy, long skipped, int most, Predicate<Row> isNeeded, List<Row> deletable)
            throws SQLException {
        return transactions.inTransaction(
                connection -> {
                    try (PreparedStatement select =
                            connection.prepareStatement(
                                    "SELECT partition_key, state, version FROM "
                                            + NAME
                                            + POLICY
                                            + " ORDER BY forget_after, partition_key OFFSET ? ROWS"
                                            + " FETCH FIRST "
                                            + SCAN
                                            + " ROWS ONLY")) {
                        bind(select, application, policy, skipped);
                        // In a transaction, PostgreSQL applies this and does not send all rows at
                        // once.
                        select.setFetchSize(PAGE);
                        int seen = 0;
                        try (ResultSet rows = select.executeQuery()) {
                            while (rows.next()) {
                                seen++;
                                Row row = row(rows);
                                if (deletable.size() < most && !isNeeded.test(row)) {
                                    deletable.add(new Row(row.key(), "", row.version()));
                                }
                            }
                        }
                        return seen;
                    }
                });
    }

    private long count(String policy) throws SQLException {
        return transactions.inTransaction(
                connection -> {
                    try (PreparedStatement count =
                            connection.prepareStatement("SELECT COUNT(*) FROM " + NAME + POLICY)) {
                        bind(count, application, policy);
                        try (ResultSet rows = count.executeQuery()) {
                            return rows.next() ? rows.getLong(1) : 0;
                        }
                    }
                });
    }

    /** Deletes rows, unless they have changed since they were read. */
    private void delete(String policy, Collection<Row> rows) throws SQLException {
        transactions.inTransaction(
                connection -> {
                    try (PreparedStatement delete =
                            connection.prepareStatement(
                                    "DELETE FROM "
                                            + NAME
                                            + POLICY
                                            + " AND partition_key = ? AND version = ?")) {
                        for (Row row : rows) {
                            bind(delete, application, policy, row.key(), row.version());
                            delete.addBatch();
                        }
                        return delete.executeBatch();
                    }
                });
    }

    private static List<Row> rows(PreparedStatement select) throws SQLException {
        List<Row> found = new ArrayList<>();
        select.setFetchSize(PAGE);
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(row(rows));
            }
        }
        return found;
    }

    private static Row row(ResultSet rows) throws SQLException {
        return new Row(rows.getString(1), rows.getString(2), rows.getLong(3));
    }

    /** Ends a wait for the database; for another thread. */
    void abort() {
        transactions.abort();
    }

    /** The versions of rows, by the text of the key column. */
    private Map<String, Long> versions(Connection connection, String policy, Set<String> keys)
            throws SQLException {
        Map<String, Long> versions = new HashMap<>();
        select(
                connection,
                "version",
                policy,
                keys,
                rows -> versions.put(rows.getString(1), rows.getLong(2)));
        return versions;
    }

    /** The states of rows by key, without unreadable ones. */
    private Map<String, long[]> states(Connection connection, String policy, Set<String> keys)
            throws SQLException {
        Map<String, long[]> states = new HashMap<>();
        if (!keys.isEmpty()) {
            select(
                    connection,
                    "state",
                    policy,
                    keys,
                    rows -> {
                        Row row = new Row(rows.getString(1), rows.getString(2), 0);
                        row.counter().ifPresent(found -> states.put(found.key(), found.state()));
                    });
        }
        return states;
    }

    private void select(
            Connection connection, String column, String policy, Set<String> keys, Reader reader)
            throws SQLException {
        String placeholders = String.join(", ", Collections.nCopies(keys.size(), "?"));
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT partition_key, "
                                + column
                                + " FROM "
                                + NAME
                                + POLICY
                                + " AND partition_key IN ("
                                + placeholders
                                + ")")) {
            bind(select, application, policy);
            int at = 3;
            for (String key : keys) {
                select.setString(at++, ColumnText.ofKey(key));
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }

    static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    /** Reads one row. */
    private interface Reader {
        void read(ResultSet rows) throws SQLException;
    }
}
