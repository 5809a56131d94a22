package io.github.throttled.internal.store.hazelcast;

import com.hazelcast.core.Hazelcast;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;

/** A member in a process of its own, which can be stopped as if its machine stood still. */
public final class OtherProcess implements AutoCloseable {

    private final Process process;

    private OtherProcess(Process process) {
        this.process = process;
    }

    static OtherProcess start(String grid, String address) throws IOException {
        String java = System.getProperty("java.home") + File.separator + "bin/java";
        Process process =
                new ProcessBuilder(
                                java,
                                "-Xmx64m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                OtherProcess.class.getName(),
                                grid,
                                address)
                        .redirectOutput(Redirect.DISCARD)
                        .redirectError(Redirect.DISCARD)
                        .start();
        return new OtherProcess(process);
    }

    /** A member of a grid, which ends when whoever has started it does. */
    public static void main(String[] args) throws IOException {
        Hazelcast.newHazelcastInstance(Grid.config(args[0], List.of(args[1])));
        int end = System.in.read();
        Runtime.getRuntime().halt(end < 0 ? 0 : 1);
    }

    /** It stands still from now on. */
    public void stop() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** It goes on. */
    public void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    /** It ends at once, as when its machine loses its power. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    private void signal(String name) throws IOException, InterruptedException {
        String pid = Long.toString(process.pid());
        int exit = new ProcessBuilder("kill", "-" + name, pid).start().waitFor();
        if (exit != 0) {
            throw new IOException("kill -" + name + " " + pid + " ends with " + exit);
        }
    }
}
