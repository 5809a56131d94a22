package io.github.throttled.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The other end of a {@link Member}. */
final class MemberProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;
    private final Writer questions;
    private final int port;

    private MemberProcess(Process process) throws IOException {
        this.process = process;
        this.answers =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.questions = process.outputWriter(StandardCharsets.UTF_8);
        this.port = (int) answer();
    }

    /**
     * Starts one, and waits for it.
     *
     * @param others the ports of members that it joins
     */
    static MemberProcess start(String cluster, List<Integer> others) throws IOException {
        String ports = others.stream().map(String::valueOf).collect(Collectors.joining(","));
        return new MemberProcess(
                Jvm.process(Member.class, cluster, ports)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
    }

    int port() {
        return port;
    }

    /** Bytes that are in use after a collection. */
    long heapInUse() {
        try {
            questions.write("heap\n");
            questions.flush();
            return answer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("The member process has ended.");
        }
        return Long.parseLong(line);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
