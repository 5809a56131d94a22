package io.github.throttled;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A script for Node.js, in {@code src/test/node}, that meets us with what others have written. It
 * is a {@link Prerequisite} that there is Node.js and that its packages are installed.
 */
public final class NodeScript {

    private static final Path HOME = Path.of("src/test/node");
    private static final long PATIENCE_SECONDS = 240;

    private NodeScript() {}

    /**
     * Runs it.
     *
     * @param input what it reads
     * @return what it says
     */
    public static String run(String script, String input, String... arguments)
            throws IOException, InterruptedException {
        require();
        Path output = Files.createTempFile(Path.of("target"), "node-", ".log");
        Path given =
                Files.writeString(Files.createTempFile(Path.of("target"), "node-", ".in"), input);
        List<String> command = new ArrayList<>(List.of("node", script));
        command.addAll(List.of(arguments));
        Process node =
                new ProcessBuilder(command)
                        .directory(HOME.toFile())
                        .redirectInput(given.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        boolean hasEnded = node.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        node.destroyForcibly();
        String said = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(hasEnded).as("ends in time, having said: %s", said).isTrue();
        assertThat(node.exitValue()).as(said).isZero();
        return said;
    }

    private static void require() throws InterruptedException {
        if (!Prerequisite.hasProgram("node") || !Files.isDirectory(HOME.resolve("node_modules"))) {
            Prerequisite.missing("Needs Node.js, 20 or later, and: npm ci --prefix " + HOME);
        }
    }
}
