package io.github.throttled.internal.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

/**
 * Transactions on the database, which create the table if it is not there. For one thread at a
 * time, except {@link #abort}.
 */
final class Transactions {

    private final DataSource database;
    private volatile Connection current;
    private volatile boolean prepared;

    Transactions(DataSource database) {
        this.database = database;
    }

    /** Does it all or nothing. */
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
                // If the table has gone, it is created again.
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

    private static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(CounterTable.DDL);
        } catch (SQLException e) {
            // Another node may have been faster.
            if (!isThere(connection)) {
                throw new SQLException(
                        "there is no table %s that can be used, and it cannot be created (%s); let the user of the data source create it, or do it for him: %s"
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

    /** The database has given no connection: nothing else will succeed now, either. */
    static final class Unreachable extends SQLException {

        private static final long serialVersionUID = 1L;

        Unreachable(SQLException cause) {
            super(cause.getMessage(), cause.getSQLState(), cause.getErrorCode(), cause);
        }
    }

    /** What is done in one transaction. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }
}
