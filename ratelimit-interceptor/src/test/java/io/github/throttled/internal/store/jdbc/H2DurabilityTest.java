package io.github.throttled.internal.store.jdbc;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

/** Durable counters in H2, which Payara Micro brings along. */
class H2DurabilityTest {

    private static final JdbcDataSource OWNER = user("sa");
    private static Connection keepsItAlive;

    @BeforeAll
    static void startDatabase() throws SQLException {
        keepsItAlive = OWNER.getConnection();
        try (Statement statement = keepsItAlive.createStatement()) {
            statement.execute("CREATE USER IF NOT EXISTS powerless PASSWORD ''");
        }
    }

    @AfterAll
    static void stopDatabase() throws SQLException {
        keepsItAlive.close();
    }

    @Nested
    class Promises extends DurableCounterStoreContract {

        @Override
        DataSource database() {
            return OWNER;
        }

        @Override
        DataSource powerless() {
            return user("powerless");
        }
    }

    @Nested
    class Faults extends DurableFaultsContract {

        @Override
        DataSource database() {
            return OWNER;
        }
    }

    private static JdbcDataSource user(String name) {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL("jdbc:h2:mem:durability");
        dataSource.setUser(name);
        dataSource.setPassword("");
        return dataSource;
    }
}
