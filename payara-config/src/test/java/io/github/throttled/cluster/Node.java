package io.github.throttled.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A process of Payara Micro with a log of its own. It can be stopped, killed and started again. */
final class Node {

    static final Path WAR = Path.of("target/example.war").toAbsolutePath();
    private static final long STOP_SECONDS = 60;
    private static final int LINES_TO_SHOW = 40;

    private static final Pattern MEMBERS = Pattern.compile("\"members\":(\\d+)");

    private final Path home;
    private final String name;
    private final int gridPort;
    private final List<String> jvm;
    private final List<String> launch;
    private final List<String> server;
    private int httpPort;
    private int starts;
    private Process process;

    /**
     * A node that is not started yet.
     *
     * @param home where it keeps its files
     * @param gridPort where Hazelcast listens; it stays the same when the node is started again
     * @param jvm options of the JVM besides those that every node has
     * @param launch what starts Payara Micro, with the options that every node has
     * @param server options of Payara Micro besides those that every node has
     */
    private Node(
            Path home,
            String name,
            int gridPort,
            List<String> jvm,
            List<String> launch,
            List<String> server) {
        this.home = home.toAbsolutePath();
        this.name = name;
        this.gridPort = gridPort;
        this.jvm = jvm;
        this.launch = launch;
        this.server = server;
    }

    /** A node that runs the bookshop. */
    static Node withShop(
            Path home, String name, int gridPort, List<String> config, List<String> grid) {
        List<String> server = new ArrayList<>(grid);
        server.addAll(List.of("--deploy", WAR.toString()));
        return new Node(home, name, gridPort, config, NodeOptions.launch(), server);
    }

    /** A node that has nothing deployed. */
    static Node withoutShop(Path home, String name, int gridPort, List<String> grid) {
        return new Node(home, name, gridPort, List.of(), NodeOptions.launch(), grid);
    }

    /** A node that has nothing deployed, started by a class of ours. */
    static Node startedBy(
            List<String> launch, Path home, String name, List<String> config, List<String> grid) {
        return new Node(home, name, FreePort.find(), config, launch, grid);
    }

    String name() {
        return name;
    }

    /** Where Hazelcast listens. */
    int gridPort() {
        return gridPort;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + httpPort + path);
    }

    boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** The process; null while there is none. */
    Process process() {
        return process;
    }

    /** Starts the process, with a new log and a new HTTP port; does not wait for it. */
    void start() {
        httpPort = FreePort.find();
        starts++;
        try {
            Files.createDirectories(files());
            process =
                    new ProcessBuilder(command())
                            .redirectErrorStream(true)
                            .redirectOutput(log().toFile())
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(NodeOptions.program("java"));
        command.addAll(List.of("-Djava.io.tmpdir=" + files(), "-Dbookshop.node=" + name));
        command.addAll(jvm);
        command.addAll(launch);
        command.addAll(List.of("--name", name));
        command.addAll(List.of("--port", "" + httpPort, "--startport", "" + gridPort));
        command.addAll(server);
        return command;
    }

    /** How many members the node counts in its cluster; 0 while it does not answer. */
    int membersSeen() throws InterruptedException {
        try {
            String body = Shop.get(uri("/api/ready"), BodyHandlers.ofString()).body();
            Matcher members = MEMBERS.matcher(body);
            boolean ready = body.contains('"' + name + '"') && members.find();
            return ready ? Integer.parseInt(members.group(1)) : 0;
        } catch (IOException notYet) {
            return 0;
        }
    }

    /** Whether it says that any node may leave without taking anything along that has no copy. */
    boolean knowsThatAllIsCopied() throws InterruptedException {
        try {
            return Shop.get(uri("/api/ready/safe"), BodyHandlers.ofString()).body().equals("true");
        } catch (IOException notYet) {
            return false;
        }
    }

    /**
     * Notices a node that was started and will never be ready. One whose HTTP port was taken by
     * somebody else since it was found free is started again.
     */
    void checkStart() {
        if (process == null) {
            return;
        }
        String log = readLog();
        if (log.contains("Address already in use")) {
            kill();
            start();
        } else if (!process.isAlive()
                || log.contains("Failed to start")
                || log.contains("Exception while loading the app")) {
            throw new AssertionError(name + " did not start. " + endOfLog());
        }
    }

    /** Stops the node as an operator does, and waits until it is gone. */
    void stop() {
        process.destroy();
        awaitExit();
    }

    /** Ends the process at once: no goodbye to the grid, no answer to who is waiting. */
    void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** Lets it do nothing, not even answer the grid, until it {@link #thaw thaws}. */
    void freeze() {
        signal("STOP");
    }

    /** Lets it go on where it was. */
    void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start();
            if (kill.waitFor() != 0) {
                throw new AssertionError("kill -" + name + " failed: " + kill.exitValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void awaitExit() {
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError(name + " does not stop. " + endOfLog());
            }
            process = null;
            deleteFiles();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Payara Micro unpacks itself, which makes a hundred megabytes that a killed one leaves. */
    private void deleteFiles() {
        try (Stream<Path> tree = Files.walk(files())) {
            tree.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the process has logged before it served requests. */
    String logOfStart() {
        String log = readLog();
        return log.substring(0, log.indexOf("ready in"));
    }

    /** What the process has logged since it was last started. */
    String readLog() {
        return read(log());
    }

    private static String read(Path log) {
        try {
            return new String(Files.readAllBytes(log), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it has logged in all its lives. */
    String readAllLogs() {
        StringBuilder all = new StringBuilder();
        for (int start = 1; start <= starts; start++) {
            all.append(read(log(start)));
        }
        return all.toString();
    }

    String endOfLog() {
        List<String> lines = readLog().lines().toList();
        List<String> end = lines.subList(Math.max(0, lines.size() - LINES_TO_SHOW), lines.size());
        return "From " + log() + ":\n" + String.join("\n", end);
    }

    private Path files() {
        return home.resolve(name + ".tmp");
    }

    private Path log() {
        return log(starts);
    }

    private Path log(int start) {
        return home.resolve(name + "." + start + ".log");
    }
}
