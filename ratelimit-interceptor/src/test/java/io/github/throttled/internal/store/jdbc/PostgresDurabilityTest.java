package io.github.throttled.internal.store.jdbc;

import io.github.throttled.Prerequisite;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

import java.sql.SQLException;

import javax.sql.DataSource;

/** Durable counters in PostgreSQL, where it is installed. */
class PostgresDurabilityTest {

    private static final String MISSING =
            "There is no PostgreSQL under /usr/lib/postgresql; on Debian, apt-get install postgresql"
                    + " puts one there.";

    private static PostgresServer server;

    @BeforeAll
    static void startDatabase() throws SQLException {
        server =
                PostgresServer.start(
                        PostgresServer.binaries().orElseGet(() -> Prerequisite.missing(MISSING)));
        new TestDatabase(server.dataSource()).execute("CREATE USER powerless");
    }

    @AfterAll
    static void stopDatabase() {
        if (server != null) {
            server.close();
        }
    }

    @Nested
    class Promises extends DurableCounterStoreContract {

        @Override
        DataSource database() {
            return server.dataSource();
        }

        @Override
        DataSource powerless() {
            return server.dataSource("powerless");
        }
    }

    @Nested
    class Faults extends DurableFaultsContract {

        @Override
        DataSource database() {
            return server.dataSource();
        }
    }
}
