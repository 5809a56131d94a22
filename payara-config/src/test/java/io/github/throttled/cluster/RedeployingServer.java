package io.github.throttled.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** A process of Payara Micro where applications come and go while it runs: a {@link Redeployer}. */
final class RedeployingServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long POLL_MILLIS = 100;

    private final Node node;

    private RedeployingServer(Node node) {
        this.node = node;
    }

    static RedeployingServer start(List<String> config) throws IOException, InterruptedException {
        Path home = Path.of("target", "redeploy");
        int gridPort = FreePort.find();
        Node node =
                Node.startedBy(
                        launch(),
                        home,
                        "redeploying",
                        config,
                        List.of(
                                "--clustername",
                                "redeploy-" + gridPort,
                                "--clustermode",
                                "tcpip:127.0.0.1:" + gridPort));
        RedeployingServer server = new RedeployingServer(node);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        node.start();
        server.awaitDone("start");
        return server;
    }

    /**
     * The usual options, but for what is started by them; that jar opens to itself what it needs.
     */
    private static List<String> launch() throws IOException {
        List<String> launch = new ArrayList<>();
        try (JarFile jar = new JarFile(NodeOptions.JAR)) {
            var manifest = jar.getManifest().getMainAttributes();
            for (String opened : manifest.getValue("Add-Opens").split(" ")) {
                launch.add("--add-opens=" + opened + "=ALL-UNNAMED");
            }
            for (String exported : manifest.getValue("Add-Exports").split(" ")) {
                launch.add("--add-exports=" + exported + "=ALL-UNNAMED");
            }
        }
        launch.addAll(
                NodeOptions.launch(
                        List.of(
                                "-cp",
                                NodeOptions.JAR + File.pathSeparator + "target/test-classes",
                                Redeployer.class.getName())));
        return launch;
    }

    Node node() {
        return node;
    }

    void deploy(String name) throws IOException, InterruptedException {
        tell("deploy " + name + " " + Node.WAR);
    }

    void undeploy(String name) throws IOException, InterruptedException {
        tell("undeploy " + name);
    }

    /** Lets Java forget the last application that it remembers by itself; works once. */
    void forget() throws IOException, InterruptedException {
        tell("forget");
    }

    String log() {
        return node.readLog();
    }

    /** Names of threads that are ours. */
    List<String> ourThreads() throws IOException, InterruptedException {
        return jcmd("Thread.print").filter(line -> line.startsWith("\"throttled")).toList();
    }

    /**
     * Classes of ours, and of the application, that still have instances. Collects garbage first.
     */
    List<String> ourClasses() throws IOException, InterruptedException {
        return jcmd("GC.class_histogram")
                .filter(line -> line.contains(" io.github.throttled."))
                .filter(line -> !line.contains(Redeployer.class.getName()))
                .filter(line -> !line.endsWith(" io.github.throttled.Strategy"))
                .toList();
    }

    /** How many instances of a class there are. */
    long instances(String type) throws IOException, InterruptedException {
        return jcmd("GC.class_histogram")
                .map(line -> line.trim().split("\\s+"))
                .filter(columns -> columns.length > 3 && columns[3].equals(type))
                .mapToLong(columns -> Long.parseLong(columns[1]))
                .sum();
    }

    @Override
    public void close() {
        if (node.isRunning()) {
            node.kill();
        }
    }

    private void tell(String command) throws IOException, InterruptedException {
        OutputStream input = node.process().getOutputStream();
        input.write((command + "\n").getBytes(UTF_8));
        input.flush();
        awaitDone(command);
    }

    private void awaitDone(String command) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!log().contains(Redeployer.DONE + command + '\n')) {
            if (!node.isRunning() || Instant.now().isAfter(deadline)) {
                throw new AssertionError("Not done: " + command + ". " + node.endOfLog());
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private Stream<String> jcmd(String command) throws IOException, InterruptedException {
        Process jcmd =
                new ProcessBuilder(NodeOptions.program("jcmd"), "" + node.process().pid(), command)
                        .redirectErrorStream(true)
                        .start();
        String output = new String(jcmd.getInputStream().readAllBytes(), UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new AssertionError(output);
        }
        return output.lines();
    }
}
