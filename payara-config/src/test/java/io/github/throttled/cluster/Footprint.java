package io.github.throttled.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a process of Java needs of its machine.
 *
 * @param heapBytes in use after a full collection
 * @param threads of Java and of the virtual machine itself
 * @param handles open files and connections
 */
record Footprint(long heapBytes, int threads, int handles) {

    private static final Path PROCESSES = Path.of("/proc");

    /** In the lines of the heap and of no other memory, a comma comes before it. */
    private static final Pattern USED = Pattern.compile(", used (\\d+)K\\b");

    /** One after the other: the virtual machine that asks for them takes longer to start. */
    private static final String COMMANDS = "GC.run\nGC.heap_info";

    /** Ends the test where the system does not tell. */
    static void require() {
        if (!Files.isDirectory(PROCESSES.resolve("self").resolve("fd"))) {
            Prerequisite.missing("There is no /proc: run this on Linux");
        }
    }

    /** That of a running node. It stands still for the collection. */
    static Footprint of(Node node) throws IOException, InterruptedException {
        String pid = "" + node.process().pid();
        long heapBytes = heapBytes(jcmd(pid));
        Path process = PROCESSES.resolve(pid);
        return new Footprint(
                heapBytes, count(process.resolve("task")), count(process.resolve("fd")));
    }

    /**
     * How much of the heap is in use, in all its generations.
     *
     * @param heapInfo what jcmd answers to {@code GC.heap_info}
     * @throws IllegalArgumentException if it does not say so
     */
    static long heapBytes(String heapInfo) {
        return USED.matcher(heapInfo)
                .results()
                .map(used -> Long.parseLong(used.group(1)) * 1024)
                .reduce(Long::sum)
                .orElseThrow(() -> new IllegalArgumentException("No heap in: " + heapInfo));
    }

    private static String jcmd(String pid) throws IOException, InterruptedException {
        Process jcmd =
                new ProcessBuilder(NodeOptions.program("jcmd"), pid, COMMANDS)
                        .redirectErrorStream(true)
                        .start();
        String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException("jcmd failed: " + answer);
        }
        return answer;
    }

    private static int count(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return (int) entries.count();
        }
    }
}
