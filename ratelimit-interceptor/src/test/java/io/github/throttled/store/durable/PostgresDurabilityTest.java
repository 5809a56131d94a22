package io.github.throttled.store.durable;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import java.nio.file.Path;
import java.sql.SQLException;

import javax.sql.DataSource;

/** Durable counters in PostgreSQL, where it is installed. */
class PostgresDurabilityTest extends DurableCounterStoreContract {

    private static final String MISSING =
            "There is no PostgreSQL under /usr/lib/postgresql; on Debian, apt-get install postgresql"
                    + " puts one there.";

    private static PostgresServer server;

    @BeforeAll
    static void startDatabase() throws SQLException {
        server =
                PostgresServer.start(
                        PostgresServer.binaries().orElseGet(PostgresDurabilityTest::missing));
        new TestDatabase(server.dataSource()).execute("CREATE USER powerless");
    }

    @AfterAll
    static void stopDatabase() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    DataSource database() {
        return server.dataSource();
    }

    @Override
    DataSource powerless() {
        return server.dataSource("powerless");
    }

    /** Where the tests decide about a change, none may be left out. */
    private static Path missing() {
        return "true".equals(System.getenv("CI")) ? fail(MISSING) : abort(MISSING);
    }
}
