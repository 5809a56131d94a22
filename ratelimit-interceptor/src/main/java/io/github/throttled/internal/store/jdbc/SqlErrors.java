package io.github.throttled.internal.store.jdbc;

import java.sql.SQLException;
import java.util.stream.Stream;

/** What an error of the database means, as far as its SQL state tells. */
final class SqlErrors {

    private SqlErrors() {}

    /** Whether two transactions were in each other's way, so that one should be tried again. */
    static boolean isConflict(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        // Integrity violated (both inserted the row), rolled back (deadlock), waited too long.
        return isIntegrityViolated(e) || state.startsWith("40") || state.equals("HYT00");
    }

    /**
     * Whether the database does not take one of the rows, whatever else it takes: a value does not
     * fit or is not allowed, or a trigger forbids it.
     */
    static boolean isRowRejected(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return isIntegrityViolated(e)
                // Data exception, check option, raised by a trigger (PostgreSQL, MySQL), Oracle.
                || Stream.of("22", "44", "P0", "45", "72").anyMatch(state::startsWith);
    }

    private static boolean isIntegrityViolated(SQLException e) {
        return String.valueOf(e.getSQLState()).startsWith("23");
    }
}
