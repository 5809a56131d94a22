package io.github.throttled.benchmark;

import io.github.throttled.load.JavaHeap;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process of Payara Micro on loopback. Unlike the nodes of the cluster tests, it has what a
 * server has in production: the JVM's own choice of collector, and both compilers.
 */
final class PayaraMicro implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(5);
    private static final long POLL_MILLIS = 500;

    private static final HttpClient CLIENT =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();

    private final Process process;
    private final Path log;
    private final int port;

    private PayaraMicro(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /**
     * Starts one; does not wait for it.
     *
     * @param module the directory with its settings
     * @param work where its files may be
     * @param grid the ports of all members of its cluster, its own first
     */
    static PayaraMicro start(Path module, Path work, List<Integer> grid, List<Path> wars)
            throws IOException {
        int port = FreePort.find();
        Path files = Files.createDirectories(work.resolve("payara-" + port));
        Path log = work.resolve("payara-" + port + ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xms512m", "-Xmx512m", "-Djava.io.tmpdir=" + files));
        command.addAll(
                List.of("-Dhazelcast.socket.bind.any=false", "-jar", "target/payara-micro.jar"));
        command.addAll(List.of("--interfaces", "127.0.0.1", "--nohostaware", "--disablephonehome"));
        command.addAll(List.of("--prebootcommandfile", "preboot.asadmin"));
        command.addAll(List.of("--logproperties", "logging.properties"));
        command.addAll(List.of("--port", "" + port, "--startport", "" + grid.get(0)));
        command.addAll(List.of("--clustername", "benchmark-" + ProcessHandle.current().pid()));
        command.addAll(List.of("--clustermode", "tcpip:" + members(grid)));
        wars.forEach(war -> command.addAll(List.of("--deploy", war.toString())));
        Process process =
                new ProcessBuilder(command)
                        .directory(module.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        return new PayaraMicro(process, log, port);
    }

    private static String members(List<Integer> ports) {
        return String.join(",", ports.stream().map(port -> "127.0.0.1:" + port).toList());
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Waits until it has started, everything deployed. */
    void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (!Files.readString(log).contains("ready in")) {
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                throw new IOException("Payara Micro did not start; see " + log + ".");
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    /**
     * Asks for it as a user.
     *
     * @param authorization the field of that name
     */
    HttpResponse<String> get(String path, String authorization)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).header("Authorization", authorization));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    /** The processor time that it has used; not known on every platform. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** How long the deployment of an application took, as the server says. */
    Duration deployment(String context) throws IOException {
        Matcher said =
                Pattern.compile(
                                Pattern.quote(context)
                                        + " was successfully deployed in ([0-9,]+) milliseconds")
                        .matcher(Files.readString(log));
        if (!said.find()) {
            throw new IOException("The server does not say that " + context + " is deployed.");
        }
        return Duration.ofMillis(Long.parseLong(said.group(1).replace(",", "")));
    }

    /** Bytes of heap that are in use after a collection. */
    long heapInUse() throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        return JavaHeap.inUse(jcmd, process.pid());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
