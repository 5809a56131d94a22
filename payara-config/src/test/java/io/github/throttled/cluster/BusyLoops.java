package io.github.throttled.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Processes that do nothing but use a CPU each, as neighbours on a small server do. They end with
 * whoever started them, however that ends.
 */
final class BusyLoops implements AutoCloseable {

    private static final String LOOP = "while kill -0 $PPID 2>/dev/null; do :; done";

    private final List<Process> loops = new ArrayList<>();

    /** Starts so many. */
    static BusyLoops start(int count) throws IOException {
        BusyLoops busy = new BusyLoops();
        Runtime.getRuntime().addShutdownHook(new Thread(busy::close));
        for (int i = 0; i < count; i++) {
            busy.loops.add(new ProcessBuilder("sh", "-c", LOOP).start());
        }
        return busy;
    }

    /** How many run. */
    long count() {
        return loops.stream().filter(Process::isAlive).count();
    }

    @Override
    public void close() {
        loops.forEach(Process::destroyForcibly);
    }
}
