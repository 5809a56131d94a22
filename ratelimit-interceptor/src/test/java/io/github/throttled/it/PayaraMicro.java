package io.github.throttled.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A server process, for what the Arquillian container cannot do: read the log, see a deployment
 * fail, and have several applications.
 */
final class PayaraMicro implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Pattern READY = Pattern.compile("Payara Micro .* ready in");
    private static final Pattern PORT = Pattern.compile("bound to \\[/127\\.0\\.0\\.1:(\\d+)\\]");

    private final Process process;
    private final Path directory;
    private final Path log;

    private PayaraMicro(Process process, Path directory, Path log) {
        this.process = process;
        this.directory = directory;
        this.log = log;
    }

    /** Starts it and waits until it has deployed the application, or has failed to. */
    static PayaraMicro start(WebArchive application, String... options) throws Exception {
        return start(List.of(application), options);
    }

    /** Starts it and waits until it has deployed all applications, or has failed to. */
    static PayaraMicro start(List<WebArchive> applications, String... options) throws Exception {
        Path directory = Files.createTempDirectory(Path.of("target"), "payara-micro-");
        Path log = directory.resolve("log");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-Xmx384m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Dhazelcast.socket.bind.any=false",
                                "-Djava.io.tmpdir=" + directory.toAbsolutePath(),
                                "-jar",
                                System.getenv("MICRO_JAR"),
                                "--autoBindHttp",
                                "--autoBindRange",
                                "1000",
                                "--interfaces",
                                "127.0.0.1",
                                "--prebootcommandfile",
                                "../payara-config/preboot.asadmin",
                                "--disablephonehome"));
        for (WebArchive application : applications) {
            File war = directory.resolve(application.getName()).toFile();
            application.as(ZipExporter.class).exportTo(war);
            command.addAll(List.of("--deploy", war.getPath()));
        }
        command.addAll(List.of(options));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        PayaraMicro server = new PayaraMicro(process, directory, log);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        server.awaitReady();
        return server;
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    /** Where the application with this name is, if it is there. */
    URL application(String name) throws IOException {
        Matcher port = PORT.matcher(log());
        assertThat(port.find()).as("the port in the log").isTrue();
        return URI.create("http://127.0.0.1:" + port.group(1) + '/' + name + '/').toURL();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().completeOnTimeout(process, 20, TimeUnit.SECONDS).join();
        process.destroyForcibly().onExit().join();
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    private void awaitReady() throws Exception {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!READY.matcher(log()).find()) {
            if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                process.destroyForcibly();
                throw new AssertionError("Payara Micro is not ready:\n" + log());
            }
            Thread.sleep(100);
        }
    }
}
