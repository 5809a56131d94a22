package io.github.throttled.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Which Java and which Payara Micro nodes run on, and what {@code node.options} say about both.
 * Other ones than those of the build are set from outside, for tests of another version.
 */
final class NodeOptions {

    private static final String BUILT = "target/payara-micro.jar";

    /** Payara Micro. */
    static final String JAR = System.getProperty("payara.jar", BUILT);

    private static final Path FILE = Path.of("node.options");

    private NodeOptions() {}

    /** A program of the JDK that nodes run on. */
    static String program(String name) {
        String home = System.getProperty("payara.java.home", System.getProperty("java.home"));
        return Path.of(home, "bin", name).toString();
    }

    /** What starts Payara Micro, with the options that every node has. */
    static List<String> launch() {
        return JAR.equals(BUILT) ? List.of("@" + FILE) : launch(List.of("-jar", JAR));
    }

    /**
     * The same, but for what is started.
     *
     * @param started instead of {@code -jar}, and the path of Payara Micro
     */
    static List<String> launch(List<String> started) {
        List<String> launch = new ArrayList<>();
        for (String line : lines()) {
            if (line.startsWith("-jar")) {
                launch.addAll(started);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                launch.addAll(List.of(line.split(" ")));
            }
        }
        return launch;
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
