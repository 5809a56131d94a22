package io.github.throttled.cluster;

import org.h2.tools.Server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A database that outlives the nodes: H2, with its file beside their logs. */
final class Database implements AutoCloseable {

    /** Where the nodes have its data source. */
    private static final String JNDI_NAME = "jdbc/quotas";

    static {
        // Where H2 listens; it reads this once.
        System.setProperty("h2.bindAddress", "127.0.0.1");
    }

    private final int port = FreePort.find();
    private final Path directory;
    private final Server server;

    Database() {
        try {
            directory = Files.createDirectories(Path.of("target/cluster-it").toAbsolutePath());
            String base = directory.toString();
            server =
                    Server.createTcpServer("-tcpPort", "" + port, "-baseDir", base, "-ifNotExists")
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** System properties that say that durable policies use it. */
    static List<String> systemProperties() {
        return List.of("-Dthrottled.data-source=" + JNDI_NAME);
    }

    /** Options of a node that make it known there. */
    List<String> serverOptions() {
        // Each has one of its own: nodes that start again read it again.
        Path commands = directory.resolve("data-source-" + port + ".asadmin");
        String url = url().replace(":", "\\:").replace("=", "\\=");
        try {
            Files.write(
                    commands,
                    List.of(
                            "create-jdbc-connection-pool --restype javax.sql.DataSource"
                                    + " --datasourceclassname org.h2.jdbcx.JdbcDataSource"
                                    + " --property url=\""
                                    + url
                                    + "\" quotas",
                            "create-jdbc-resource --connectionpoolid quotas " + JNDI_NAME));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of("--postbootcommandfile", commands.toString());
    }

    /** The states of all counters that it has. */
    List<String> states() throws SQLException {
        List<String> states = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT state FROM throttled_counter")) {
            while (rows.next()) {
                states.add(rows.getString(1));
            }
        }
        return states;
    }

    @Override
    public void close() {
        server.stop();
    }

    private String url() {
        return "jdbc:h2:tcp://127.0.0.1:%d/./quotas-%d".formatted(port, port);
    }
}
