package io.github.throttled;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;

/**
 * What a test needs of the machine that not every machine has. Where it is missing, the test is
 * skipped; on the machine that decides (with {@code CI=true}), that is a failure.
 */
public final class Prerequisite {

    private Prerequisite() {}

    /**
     * Ends the test.
     *
     * @param hint how to come by what is missing
     */
    public static <T> T missing(String hint) {
        return missing(hint, System.getenv("CI"));
    }

    static <T> T missing(String hint, String ci) {
        return "true".equals(ci) ? fail(hint) : abort(hint);
    }

    /** Whether the machine has a program, which ends well when it is asked for its version. */
    static boolean hasProgram(String name) throws InterruptedException {
        try {
            return new ProcessBuilder(name, "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
