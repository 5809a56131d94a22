package io.github.throttled.internal.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.postgresql.ds.PGSimpleDataSource;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL of its own on loopback, with its files in a temporary directory, from the binaries
 * that Debian's package {@code postgresql} puts on the machine.
 */
final class PostgresServer implements AutoCloseable {

    static final String OWNER = "postgres";

    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final Duration START = Duration.ofSeconds(90);
    private static final long STOP_SECONDS = 60;

    private final int port = freePort();
    private final Path directory;
    private final Process process;

    private PostgresServer(Path binaries) throws IOException, InterruptedException {
        directory = Files.createTempDirectory("throttled-postgres");
        if (isRoot()) {
            // It refuses to run as root.
            UserPrincipal user =
                    directory
                            .getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName(OWNER);
            Files.setOwner(directory, user);
        }
        Process creation =
                run(
                        binaries.resolve("initdb"),
                        List.of(
                                "-D",
                                data(),
                                "-U",
                                OWNER,
                                "-A",
                                "trust",
                                "-E",
                                "UTF8",
                                "--no-locale",
                                "-N"));
        assertThat(creation.waitFor()).as("initdb, see %s", log()).isZero();
        List<String> options =
                List.of("-D", data(), "-p", "" + port, "-h", "127.0.0.1", "-k", "", "-F");
        process = run(binaries.resolve("postgres"), options);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** The newest one that is installed; empty if there is none. */
    static Optional<Path> binaries() {
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.comparing(PostgresServer::version));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static PostgresServer start(Path binaries) {
        try {
            PostgresServer server = new PostgresServer(binaries);
            server.awaitStart();
            return server;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A data source of the user who owns everything. */
    PGSimpleDataSource dataSource() {
        return dataSource(OWNER);
    }

    PGSimpleDataSource dataSource(String user) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setServerNames(new String[] {"127.0.0.1"});
        dataSource.setPortNumbers(new int[] {port});
        dataSource.setDatabaseName("postgres");
        dataSource.setUser(user);
        return dataSource;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> tree = Files.walk(directory)) {
            tree.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void awaitStart() throws InterruptedException {
        Instant deadline = Instant.now().plus(START);
        while (!isUp()) {
            assertThat(process.isAlive()).as("postgres, see %s", log()).isTrue();
            assertThat(Instant.now()).as("postgres starts, see %s", log()).isBefore(deadline);
            Thread.sleep(50);
        }
    }

    private boolean isUp() {
        try (Connection connection = dataSource().getConnection()) {
            return connection.isValid(0);
        } catch (SQLException e) {
            return false;
        }
    }

    private Process run(Path program, List<String> options) throws IOException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            // It becomes the program, so that its process can be stopped by its id.
            command.addAll(List.of("setpriv", "--reuid=" + OWNER, "--regid=" + OWNER));
            command.add("--clear-groups");
        }
        command.add(program.toString());
        command.addAll(options);
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    private Path log() {
        return directory.resolve("log");
    }

    private static int version(Path bin) {
        String name = bin.getParent().getFileName().toString();
        return name.matches("[0-9]+") ? Integer.parseInt(name) : 0;
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
