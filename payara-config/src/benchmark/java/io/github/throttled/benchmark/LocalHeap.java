package io.github.throttled.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * A process with one limiter and its keys. It prints the bytes of heap for each key.
 *
 * <p>Each call passes a new string as its key, as the call of a request does. So the bytes of a key
 * count if the limiter keeps it.
 */
final class LocalHeap {

    private LocalHeap() {}

    /**
     * Runs it.
     *
     * @param args the contender, and how many keys
     */
    public static void main(String[] args) {
        Contender contender = Contender.valueOf(args[0]);
        List<String> keys = keys(Integer.parseInt(args[1]));
        try (Decider decider = contender.on(new Setting(null, "heap", Setting.PLENTY, keys))) {
            // What belongs to the limiter, and not to its keys, is there before.
            Filling.fill(decider, List.of("before", "the", "first"));
            long before = Heap.inUse();
            Filling.fill(decider, keys(keys.size()));
            decider.settle();
            System.out.println((double) (Heap.inUse() - before) / keys.size());
            check(decider, keys);
        }
    }

    /** What has been forgotten takes no heap. */
    private static void check(Decider decider, List<String> keys) {
        long counted = keys.stream().mapToLong(decider::counted).sum();
        if (counted != keys.size()) {
            throw new IllegalStateException(
                    "Of %d calls %d are known.".formatted(keys.size(), counted));
        }
    }

    private static List<String> keys(int count) {
        return Keys.of(count, key -> true);
    }

    /** Has a process of its own measure it. */
    static double measure(Contender contender, int keys) throws IOException, InterruptedException {
        Process process =
                Jvm.process(LocalHeap.class, contender.name(), Integer.toString(keys))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (Stream<String> lines = process.inputReader(StandardCharsets.UTF_8).lines()) {
            String last = lines.reduce("", (before, line) -> line);
            if (process.waitFor() != 0) {
                throw new IOException("The process has measured nothing: " + last);
            }
            return Double.parseDouble(last);
        } finally {
            process.destroy();
        }
    }
}
