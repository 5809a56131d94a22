package io.github.throttled.internal.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

/**
 * Runs transactions on the database, and creates the table if it is missing. For one thread at a
 * time, except {@link #abort}.
 */
final class Transactions {

    private final DataSource database;
    private volatile Connection current;
    private volatile boolean prepared;

    Transactions(DataSource database) {
        this.database = database;
    }

    /** Runs the work in one transaction. */
    <T> T inTransaction(Work<T> work) throws SQLException {
        prepare();
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                connection.setAutoCommit(true);
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                // If the table has been dropped, the next transaction creates it again.
                prepared = false;
                rollBack(connection, e);
                throw e;
            }
        } finally {
            current = null;
        }
    }

    private static void rollBack(Connection connection, Throwable cause) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private Connection connect() throws SQLException {
        try {
            Connection connection = database.getConnection();
            current = connection;
            return connection;
        } catch (SQLException e) {
            throw new Unreachable(e);
        }
    }

    /** Ends a wait for the database; for another thread. */
    void abort() {
        Connection open = current;
        if (open != null) {
            try {
                open.abort(Runnable::run);
            } catch (SQLException e) {
                // Then the thread continues when the database answers.
            }
        }
    }

    /** Creates the table if it is missing; the message of a failure says what to do. */
    private void prepare() throws SQLException {
        if (prepared) {
            return;
        }
        try (Connection connection = connect()) {
            // A failed statement must not abort later ones.
            connection.setAutoCommit(true);
            if (!isThere(connection)) {
                create(connection);
            }
            prepared = true;
        } finally {
            current = null;
        }
    }

    private static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(CounterTable.DDL);
        } catch (SQLException e) {
            // Another node may have created the table first.
            if (!isThere(connection)) {
                throw new SQLException(
                        "there is no table %s that can be used, and it cannot be created (%s); let the user of the data source create it, or create it for that user: %s"
                                .formatted(CounterTable.NAME, e.getMessage(), CounterTable.DDL),
                        e.getSQLState(),
                        e);
            }
        }
    }

    private static boolean isThere(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "SELECT application, policy, partition_key, state, version, forget_after FROM "
                            + CounterTable.NAME
                            + " WHERE 1 = 0");
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** The database refuses a connection, so further operations would fail, too. */
    static final class Unreachable extends SQLException {

        private static final long serialVersionUID = 1L;

        Unreachable(SQLException cause) {
            super(cause.getMessage(), cause.getSQLState(), cause.getErrorCode(), cause);
        }
    }

    /** The work of one transaction. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }
}
