package io.github.throttled.internal.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Changes of rows of one policy, executed together. */
final class RowChanges implements AutoCloseable {

    private static final String ROW = " WHERE application = ? AND policy = ? AND partition_key = ?";

    private final String application;
    private final String policy;
    private final GridLineage lineage;
    private final long forgetAfterMillis;
    private final Rows updated;
    private final Rows inserted;
    private final Rows deleted;
    private final Rows adopted;

    /**
     * @param application the text of the column
     * @param lineage the grid that writes the rows
     */
    RowChanges(
            Connection connection,
            String application,
            String policy,
            GridLineage lineage,
            long forgetAfterMillis) {
        this.lineage = lineage;
        this.application = application;
        this.policy = policy;
        this.forgetAfterMillis = forgetAfterMillis;
        this.updated =
                new Rows(
                        connection,
                        "UPDATE "
                                + CounterTable.NAME
                                + " SET state = ?, forget_after = ?, version = ?"
                                + ROW
                                + " AND version = ?");
        this.inserted =
                new Rows(
                        connection,
                        "INSERT INTO "
                                + CounterTable.NAME
                                + " (state, version, forget_after, application, policy,"
                                + " partition_key) VALUES (?, ?, ?, ?, ?, ?)");
        this.adopted =
                new Rows(
                        connection,
                        "UPDATE "
                                + CounterTable.NAME
                                + " SET version = ?"
                                + ROW
                                + " AND version = ?");
        this.deleted =
                new Rows(connection, "DELETE FROM " + CounterTable.NAME + ROW + " AND version = ?");
    }

    /**
     * Adds the change of a key.
     *
     * @param version the version of its row; null if it has none
     * @param state the state to store; null if the grid has none
     * @param removed whether the key was removed on purpose; otherwise the row is the only
     *     remaining state, and stays
     */
    void add(String key, Long version, long[] state, boolean removed) throws SQLException {
        String row = ColumnText.ofKey(key);
        if (state != null && version == null) {
            long first = lineage.first();
            String text = ColumnText.ofState(state);
            inserted.add(key, text, first, forgetAfterMillis, application, policy, row);
        } else if (state != null) {
            String text = ColumnText.ofState(state);
            long next = lineage.next(version);
            updated.add(key, text, forgetAfterMillis, next, application, policy, row, version);
        } else if (version != null && removed) {
            deleted.add(key, application, policy, row, version);
        }
    }

    /** Marks the row as written by this grid. */
    void adopt(Row row) throws SQLException {
        long next = lineage.next(row.version());
        adopted.add(row.key(), next, application, policy, row.key(), row.version());
    }

    /**
     * Executes the changes.
     *
     * @return the keys whose rows have another version by now; these rows are unchanged
     */
    Set<String> store() throws SQLException {
        Set<String> lost = new HashSet<>(updated.store());
        lost.addAll(inserted.store());
        lost.addAll(deleted.store());
        lost.addAll(adopted.store());
        return lost;
    }

    @Override
    public void close() throws SQLException {
        updated.close();
        inserted.close();
        deleted.close();
        adopted.close();
    }

    /** The rows that one statement changes. */
    private static final class Rows {

        private final List<String> keys = new ArrayList<>();
        private final Connection connection;
        private final String sql;
        private PreparedStatement statement;

        Rows(Connection connection, String sql) {
            this.connection = connection;
            this.sql = sql;
        }

        void add(String key, Object... values) throws SQLException {
            if (statement == null) {
                statement = connection.prepareStatement(sql);
            }
            CounterTable.bind(statement, values);
            statement.addBatch();
            keys.add(key);
        }

        Set<String> store() throws SQLException {
            Set<String> lost = new HashSet<>();
            if (!keys.isEmpty()) {
                int[] counts = statement.executeBatch();
                for (int i = 0; i < counts.length; i++) {
                    if (counts[i] == 0) {
                        lost.add(keys.get(i));
                    }
                }
            }
            return lost;
        }

        void close() throws SQLException {
            if (statement != null) {
                statement.close();
            }
        }
    }
}
