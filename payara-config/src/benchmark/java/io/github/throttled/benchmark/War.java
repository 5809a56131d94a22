package io.github.throttled.benchmark;

import io.github.bucket4j.Bucket;
import io.github.throttled.Throttled;
import io.github.throttled.benchmark.deployed.Api;
import io.github.throttled.benchmark.deployed.BookResource;
import io.github.throttled.benchmark.deployed.ByHandResource;
import io.github.throttled.benchmark.deployed.GridByHand;
import io.github.throttled.benchmark.deployed.LoopResource;
import io.github.throttled.benchmark.deployed.ManyResource;
import io.github.throttled.benchmark.deployed.Operators;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The same application, deployed with and without Throttled. */
enum War {
    /** Without. */
    PLAIN(null),
    /** With its counters in the grid. */
    THROTTLED(
            """
            throttled.policy.leased.limit = 1000000000/day
            throttled.policy.leased.lease = auto
            throttled.policy.strict.limit = 1000000000/day
            throttled.policy.denied.limit = 1/366 days
            Throttled/key = ip
            """),
    /** With its counters in the process. */
    LOCAL(THROTTLED.config + "throttled.store = local\n"),
    /** With its counters in the process, with all statistics, and next to Bucket4j. */
    LOOP(LOCAL.config + "throttled.console = true\n", Bucket.class),
    /** The same, with an operator who looks at its console. */
    LOOP_WATCHED(LOOP.config, Bucket.class),
    /** The same, without a console. */
    LOOP_UNWATCHABLE(LOCAL.config, Bucket.class);

    private static final String CLASSES = "WEB-INF/classes/";

    private static final List<Class<?>> APPLICATION =
            List.of(Api.class, BookResource.class, ByHandResource.class, GridByHand.class);

    /** Classes of it are beans by their annotations. */
    private static final String BEANS =
            """
            <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0" bean-discovery-mode="annotated"/>
            """;

    private final String config;
    private final List<Class<?>> peers;

    War(String config, Class<?>... peers) {
        this.config = config;
        this.peers = List.of(peers);
    }

    /** Where it is deployed, without a slash. */
    String context() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Packs it.
     *
     * @return the file, called like the context
     */
    Path pack(Path directory) throws IOException {
        List<Class<?>> classes = new ArrayList<>(APPLICATION);
        if (!peers.isEmpty()) {
            classes.add(LoopResource.class);
            classes.add(Operators.class);
        }
        return pack(directory, context(), config, classes, peers);
    }

    /**
     * Packs an application without annotations, whose many paths only routes limit.
     *
     * @param context where it is deployed, without a slash
     * @param config of Throttled; null to leave Throttled out
     * @return the file, called like the context
     */
    static Path packRoutes(Path directory, String context, String config) throws IOException {
        return pack(directory, context, config, List.of(Api.class, ManyResource.class), List.of());
    }

    private static Path pack(
            Path directory,
            String context,
            String config,
            List<Class<?>> classes,
            List<Class<?>> peers)
            throws IOException {
        Path file = directory.resolve(context + ".war");
        try (var war = new ZipOutputStream(Files.newOutputStream(file))) {
            add(war, "WEB-INF/beans.xml", BEANS.getBytes(StandardCharsets.UTF_8));
            for (Class<?> type : classes) {
                String name = type.getName().replace('.', '/') + ".class";
                try (InputStream code = type.getResourceAsStream('/' + name)) {
                    add(war, CLASSES + name, code.readAllBytes());
                }
            }
            if (config != null) {
                add(
                        war,
                        CLASSES + "META-INF/microprofile-config.properties",
                        config.getBytes(StandardCharsets.UTF_8));
                add(war, "WEB-INF/lib/throttled.jar", Files.readAllBytes(jar(Throttled.class)));
            }
            for (Class<?> peer : peers) {
                add(war, "WEB-INF/lib/" + jar(peer).getFileName(), Files.readAllBytes(jar(peer)));
            }
        }
        return file;
    }

    private static void add(ZipOutputStream war, String name, byte[] content) throws IOException {
        war.putNextEntry(new ZipEntry(name));
        war.write(content);
        war.closeEntry();
    }

    private static Path jar(Class<?> part) throws IOException {
        try {
            Path jar = Path.of(part.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (!Files.isRegularFile(jar)) {
                throw new IOException(
                        jar + " is no jar: run `mvn -Pbenchmark verify` for all modules.");
            }
            return jar;
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
