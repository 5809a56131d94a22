package io.github.throttled.store.durable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

import javax.sql.DataSource;

/**
 * The table with the counters of one application: a row for each key.
 *
 * <p><b>Several nodes write the same row.</b> Each asks for the row's version first, for the
 * counter's state in the grid then, and stores it only if the version is still the same. So
 * whatever was stored meanwhile had been read from the grid earlier or is kept, and a row never
 * goes back to an older state; states need not be compared, which a clock that was set back would
 * make impossible. A row's first version is a random one: a row that was deleted and inserted again
 * is another row.
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

    private static final int FETCH_SIZE = 1000;

    private static final String POLICY = " WHERE application = ? AND policy = ?";

    private final DataSource database;
    private final String application;
    private volatile Connection current;
    private volatile boolean prepared;

    /**
     * @param application whose counters these are
     */
    CounterTable(DataSource database, String application) {
        this.database = database;
        this.application = ColumnText.ofKey(application);
    }

    /** Creates the table if it is not there; the message of a failure tells what to do about it. */
    private void prepare() throws SQLException {
        if (prepared) {
            return;
        }
        try (Connection connection = connect()) {
            // A statement that fails must not spoil those after it.
            connection.setAutoCommit(true);
            if (!isThere(connection)) {
                create(connection);
            }
            prepared = true;
        } finally {
            current = null;
        }
    }

    /**
     * Shows all rows of a policy's counters, those written last at the end.
     *
     * @param sinceMillis leaves out what could be forgotten before
     * @param each gets a key and a state, as texts
     */
    void read(String policy, long sinceMillis, BiConsumer<String, String> each)
            throws SQLException {
        inTransaction(
                connection -> {
                    try (PreparedStatement select =
                            connection.prepareStatement(
                                    "SELECT partition_key, state FROM "
                                            + NAME
                                            + POLICY
                                            + " AND forget_after >= ? ORDER BY forget_after")) {
                        bind(select, application, policy, sinceMillis);
                        // In a transaction, PostgreSQL heeds it and does not send all at once.
                        select.setFetchSize(FETCH_SIZE);
                        try (ResultSet rows = select.executeQuery()) {
                            while (rows.next()) {
                                each.accept(rows.getString(1), rows.getString(2));
                            }
                        }
                    }
                    return null;
                });
    }

    /**
     * Writes what the grid holds now.
     *
     * @param keys which keys, and whether a row shall go if the grid has nothing
     * @param grid the states of keys, without those that are absent
     * @param forgetAfterMillis from when on the rows can be forgotten
     * @return keys that another node has written meanwhile, which are to be written again
     */
    Set<String> write(
            String policy,
            SortedMap<String, Boolean> keys,
            Function<Collection<String>, Map<String, long[]>> grid,
            long forgetAfterMillis)
            throws SQLException {
        return inTransaction(
                connection -> {
                    Map<String, Long> versions = versions(connection, policy, keys.keySet());
                    // No lock may be held, nor an old view of the table kept, while the grid is
                    // asked.
                    connection.commit();
                    Map<String, long[]> states = grid.apply(keys.keySet());
                    try (RowChanges changes =
                            new RowChanges(connection, application, policy, forgetAfterMillis)) {
                        for (Map.Entry<String, Boolean> key : keys.entrySet()) {
                            changes.add(
                                    key.getKey(),
                                    versions.get(ColumnText.ofKey(key.getKey())),
                                    states.get(key.getKey()),
                                    key.getValue());
                        }
                        return changes.store();
                    }
                });
    }

    /** Deletes all rows of the application that could be forgotten before this time. */
    void deleteForgotten(long beforeMillis) throws SQLException {
        inTransaction(
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

    /** Deletes rows of a policy's counters, the longest unchanged first, until so many are left. */
    void deleteSurplus(String policy, long most) throws SQLException {
        inTransaction(
                connection -> {
                    try (PreparedStatement last =
                                    connection.prepareStatement(
                                            "SELECT forget_after FROM "
                                                    + NAME
                                                    + POLICY
                                                    + " ORDER BY forget_after DESC"
                                                    + " OFFSET ? ROWS FETCH NEXT 1 ROWS ONLY");
                            PreparedStatement delete =
                                    connection.prepareStatement(
                                            "DELETE FROM "
                                                    + NAME
                                                    + POLICY
                                                    + " AND forget_after < ?")) {
                        bind(last, application, policy, most - 1);
                        try (ResultSet row = last.executeQuery()) {
                            if (row.next()) {
                                bind(delete, application, policy, row.getLong(1));
                                delete.executeUpdate();
                            }
                        }
                        return null;
                    }
                });
    }

    /** Lets whoever is waiting for the database wait no longer; for another thread. */
    void abort() {
        Connection open = current;
        if (open != null) {
            try {
                open.abort(Runnable::run);
            } catch (SQLException e) {
                // Then its thread ends when the database answers.
            }
        }
    }

    /** Whether two transactions were in each other's way, so that one should be tried again. */
    static boolean isConflict(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        // Integrity violated (both inserted the row), rolled back (deadlock), waited too long.
        return state.startsWith("23") || state.startsWith("40") || state.equals("HYT00");
    }

    private Map<String, Long> versions(Connection connection, String policy, Set<String> keys)
            throws SQLException {
        String places = String.join(", ", Collections.nCopies(keys.size(), "?"));
        Map<String, Long> versions = new HashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT partition_key, version FROM "
                                + NAME
                                + POLICY
                                + " AND partition_key IN ("
                                + places
                                + ")")) {
            bind(select, application, policy);
            int at = 3;
            for (String key : keys) {
                select.setString(at++, ColumnText.ofKey(key));
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    versions.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        return versions;
    }

    private static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(DDL);
        } catch (SQLException e) {
            // Another node may have been faster.
            if (!isThere(connection)) {
                throw new SQLException(
                        "there is no table %s that can be used, and it cannot be created (%s); let the user of the data source create it, or do it for him: %s"
                                .formatted(NAME, e.getMessage(), DDL),
                        e.getSQLState(),
                        e);
            }
        }
    }

    private static boolean isThere(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "SELECT application, policy, partition_key, state, version, forget_after FROM "
                            + NAME
                            + " WHERE 1 = 0");
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private <T> T inTransaction(Work<T> work) throws SQLException {
        prepare();
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                connection.setAutoCommit(true);
                return result;
            } catch (SQLException | RuntimeException e) {
                // If the table has gone, it is created again.
                prepared = false;
                rollBack(connection, e);
                throw e;
            }
        } finally {
            current = null;
        }
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private Connection connect() throws SQLException {
        Connection connection = database.getConnection();
        current = connection;
        return connection;
    }

    static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    /** What is done in one transaction. */
    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }
}
