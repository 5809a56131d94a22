package io.github.throttled.cluster;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a test needs of the machine that not every machine has. Where it is missing, the test is
 * skipped; where the tests decide about a change (with {@code CI=true}), it fails.
 */
final class Prerequisite {

    private Prerequisite() {}

    /**
     * A program that a package of Debian's puts there.
     *
     * @param packages to install where it is missing
     */
    static Path program(String file, String packages) {
        Path program = Path.of(file);
        return Files.isExecutable(program)
                ? program
                : missing("There is no %s: install Debian's %s".formatted(file, packages));
    }

    /** Ends the test. */
    static <T> T missing(String message) {
        return "true".equals(System.getenv("CI")) ? fail(message) : abort(message);
    }
}
