package io.github.throttled.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A process of nginx or HAProxy, with a file of {@code proxies} as its configuration. */
final class Proxy implements AutoCloseable {

    private static final Path HOME = Path.of("target", "proxies").toAbsolutePath();
    private static final Pattern PORT = Pattern.compile("@([\\w-]+)@");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 50;
    private static final long STOP_SECONDS = 30;

    private final String name;
    private final Path log;
    private final Map<String, Integer> ports;
    private final Process process;

    private Proxy(String name, Path log, Map<String, Integer> ports, Process process) {
        this.name = name;
        this.log = log;
        this.ports = ports;
        this.process = process;
    }

    /** In front of the nodes, as {@code nginx.conf} says. */
    static Proxy nginx(List<Node> nodes) throws IOException, InterruptedException {
        Path program = Prerequisite.program("/usr/sbin/nginx", "package nginx");
        Map<String, Integer> ports = portsOf(nodes);
        Path config = write("nginx.conf", ports);
        List<String> command =
                List.of(
                        program.toString(),
                        "-p",
                        HOME.toString(),
                        "-e",
                        "stderr",
                        "-c",
                        config.toString());
        return start("nginx", command, ports);
    }

    /** In front of the nodes and of nginx, as {@code haproxy.cfg} says. */
    static Proxy haproxy(List<Node> nodes, Proxy nginx) throws IOException, InterruptedException {
        Path program = Prerequisite.program("/usr/sbin/haproxy", "package haproxy");
        Map<String, Integer> ports = portsOf(nodes);
        nginx.ports.forEach((name, port) -> ports.put("nginx-" + name, port));
        Path config = write("haproxy.cfg", ports);
        return start("haproxy", List.of(program.toString(), "-db", "-f", config.toString()), ports);
    }

    private static Map<String, Integer> portsOf(List<Node> nodes) {
        Map<String, Integer> ports = new HashMap<>();
        nodes.forEach(node -> ports.put(node.name(), node.uri("/").getPort()));
        return ports;
    }

    /** The configuration, with a free port for each name that has none yet. */
    private static Path write(String file, Map<String, Integer> ports) throws IOException {
        String template = Files.readString(Path.of("src/test/resources/proxies", file));
        String config =
                PORT.matcher(template)
                        .replaceAll(
                                name ->
                                        ports.computeIfAbsent(
                                                        name.group(1), free -> FreePort.find())
                                                .toString());
        return Files.writeString(Files.createDirectories(HOME).resolve(file), config);
    }

    private static Proxy start(String name, List<String> command, Map<String, Integer> ports)
            throws IOException, InterruptedException {
        Path log = HOME.resolve(name + ".log");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        Proxy proxy = new Proxy(name, log, ports, process);
        proxy.awaitStart();
        return proxy;
    }

    private void awaitStart() throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!listens()) {
            if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                close();
                throw new AssertionError(name + " did not start: " + Files.readString(log));
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(address("appends"));
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Where the server of this name listens. */
    InetSocketAddress address(String server) {
        String host = server.endsWith("-ipv6") ? "::1" : "127.0.0.1";
        return new InetSocketAddress(host, ports.get(server));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
