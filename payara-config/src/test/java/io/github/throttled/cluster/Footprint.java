package io.github.throttled.cluster;

import io.github.throttled.load.JavaHeap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** Ends the test where the system does not tell. */
    static void require() {
        if (!Files.isDirectory(PROCESSES.resolve("self").resolve("fd"))) {
            Prerequisite.missing("There is no /proc: run this on Linux");
        }
    }

    /** That of a running node. It stands still for the collection. */
    static Footprint of(Node node) throws IOException, InterruptedException {
        long pid = node.process().pid();
        long heapBytes = JavaHeap.inUse(NodeOptions.program("jcmd"), pid);
        Path process = PROCESSES.resolve(Long.toString(pid));
        return new Footprint(
                heapBytes, count(process.resolve("task")), count(process.resolve("fd")));
    }

    private static int count(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return (int) entries.count();
        }
    }
}
