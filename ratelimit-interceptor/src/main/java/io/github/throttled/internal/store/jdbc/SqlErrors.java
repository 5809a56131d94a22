package io.github.throttled.internal.store.jdbc;

import java.sql.SQLException;
import java.util.stream.Stream;

/** Classifies errors of the database by their SQL state. */
final class SqlErrors {

    private SqlErrors() {}

    /** Whether two transactions conflicted, so that one should be retried. */
    static boolean isConflict(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        // Integrity violation (both inserted the row), rollback (deadlock), lock timeout.
        return isIntegrityViolated(e) || state.startsWith("40") || state.equals("HYT00");
    }

    /**
     * Whether the database rejects one row, independent of the others: a value does not fit or is
     * not allowed, or a trigger forbids the row.
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
