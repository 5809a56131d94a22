package io.github.throttled.internal.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;

import javax.sql.DataSource;

/** A data source that can be made to fail, or to wait, and counts how often it was asked. */
final class TestDatabase implements DataSource {

    private final AtomicInteger asked = new AtomicInteger();
    private final DataSource real;
    private volatile Runnable before = () -> {};
    private volatile boolean isDown;

    TestDatabase(DataSource real) {
        this.real = real;
    }

    /** From now on there is no connection, or there is one again. */
    void setDown(boolean down) {
        isDown = down;
    }

    /** Does this before each connection. */
    void before(Runnable action) {
        before = action;
    }

    /** How many connections were asked for. */
    int asked() {
        return asked.get();
    }

    /** Does some SQL. */
    void execute(String sql) {
        try (Connection connection = real.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The states of a policy's rows by key. */
    Map<String, String> rows(String application, String policy) {
        Map<String, String> rows = new TreeMap<>();
        try (Connection connection = real.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT partition_key, state FROM throttled_counter"
                                        + " WHERE application = ? AND policy = ?")) {
            select.setString(1, application);
            select.setString(2, policy);
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    rows.put(found.getString(1), found.getString(2));
                }
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return rows;
    }

    @Override
    public Connection getConnection() throws SQLException {
        asked.incrementAndGet();
        before.run();
        if (isDown) {
            throw new SQLException("the database is down", "08001");
        }
        return real.getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return real.getConnection(user, password);
    }

    @Override
    public java.io.PrintWriter getLogWriter() throws SQLException {
        return real.getLogWriter();
    }

    @Override
    public void setLogWriter(java.io.PrintWriter out) throws SQLException {
        real.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        real.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return real.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return real.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return real.isWrapperFor(type);
    }
}
