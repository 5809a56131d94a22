package io.github.throttled.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The console for the command line.
 *
 * @param node which it asks
 * @param login who types
 */
record Throttlectl(Node node, Login login) {

    /** Runs a command. Whatever it would show in red on a terminal is red. */
    Run run(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                Stream.concat(Stream.of("./throttlectl"), Arrays.stream(arguments)).toList();
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("THROTTLED_URL", node.uri("/throttled").toString());
        builder.environment().put("THROTTLED_USER", login.both());
        builder.environment().put("CLICOLOR_FORCE", "1");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Run(command, process.waitFor(), output);
    }

    /** What a command printed, and its exit status. */
    record Run(List<String> command, int status, String output) {

        String expect(int wanted) {
            assertThat(status).as("%s: %s", command, output).isEqualTo(wanted);
            return output;
        }
    }
}
