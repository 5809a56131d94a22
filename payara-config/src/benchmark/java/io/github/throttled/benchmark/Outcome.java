package io.github.throttled.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Whether the answers were right.
 *
 * @param admitted how many calls of the {@link Exam} were admitted
 * @param allowed how many had to be
 * @param refusedEarly how many calls were refused though there were permits, in the exam and in
 *     what was measured
 * @param uncounted how many calls were admitted, in what was measured, that the limiter has not
 *     counted
 */
record Outcome(long admitted, long allowed, long refusedEarly, long uncounted) {

    static final Outcome NONE = new Outcome(0, 0, 0, 0);

    private static final String FILE = "benchmark.outcome";

    static Outcome ofRun(DecisionBenchmark.Field field, long admitted, long refused) {
        if (field.exhausted()) {
            return new Outcome(admitted, 0, 0, 0);
        }
        long counted = field.counted();
        long uncounted =
                counted == Decider.UNKNOWN ? 0 : Math.max(0, admitted + field.filled() - counted);
        return new Outcome(0, 0, refused, uncounted);
    }

    static Outcome ofExam(long admitted, long allowed) {
        return new Outcome(admitted, allowed, Math.max(0, allowed - admitted), 0);
    }

    Outcome plus(Outcome other) {
        return new Outcome(
                admitted + other.admitted,
                allowed + other.allowed,
                refusedEarly + other.refusedEarly,
                uncounted + other.uncounted);
    }

    long overAdmitted() {
        return Math.max(0, admitted - allowed) + uncounted;
    }

    /** The options of a process whose outcome goes to this file. */
    static String[] options(Path file) {
        return Jvm.options(FILE, file.toString());
    }

    /** Leaves it where the parent process looks for it, if that has said where. */
    void write() {
        String file = System.getProperty(FILE);
        if (file == null) {
            System.out.println(this);
            return;
        }
        try {
            Files.writeString(
                    Path.of(file), admitted + " " + allowed + " " + refusedEarly + " " + uncounted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Outcome read(Path file) throws IOException {
        long[] numbers =
                Arrays.stream(Files.readString(file).split(" "))
                        .mapToLong(Long::parseLong)
                        .toArray();
        return new Outcome(numbers[0], numbers[1], numbers[2], numbers[3]);
    }
}
