package io.github.throttled.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The heap of another process of Java. */
public final class JavaHeap {

    /** In the lines of the heap and of no other memory, a comma comes before it. */
    private static final Pattern USED = Pattern.compile(", used (\\d+)K\\b");

    /** One after the other: the virtual machine that asks for them takes longer to start. */
    private static final String COMMANDS = "GC.run\nGC.heap_info";

    private JavaHeap() {}

    /**
     * Bytes that are in use after a full collection. The process stands still for it.
     *
     * @param jcmd the path of that program
     * @param pid of the process
     */
    public static long inUse(String jcmd, long pid) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(jcmd, Long.toString(pid), COMMANDS)
                        .redirectErrorStream(true)
                        .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("jcmd failed: " + answer);
        }
        return bytes(answer);
    }

    /**
     * How much of the heap is in use, in all its generations.
     *
     * @param heapInfo what jcmd answers to {@code GC.heap_info}
     * @throws IllegalArgumentException if it does not say so
     */
    static long bytes(String heapInfo) {
        return USED.matcher(heapInfo)
                .results()
                .map(used -> Long.parseLong(used.group(1)) * 1024)
                .reduce(Long::sum)
                .orElseThrow(() -> new IllegalArgumentException("No heap in: " + heapInfo));
    }
}
