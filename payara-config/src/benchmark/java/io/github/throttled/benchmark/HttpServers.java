package io.github.throttled.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;

/** A server with all applications that are asked over HTTP, and another member of its cluster. */
final class HttpServers implements AutoCloseable {

    private final PayaraMicro asked;
    private final PayaraMicro other;

    private HttpServers(PayaraMicro asked, PayaraMicro other) {
        this.asked = asked;
        this.other = other;
    }

    /**
     * Starts both, and waits for them.
     *
     * @param module the directory with Payara Micro and its settings
     * @param work where files may be
     */
    static HttpServers start(Path module, Path work) throws IOException, InterruptedException {
        List<Path> wars = new ArrayList<>();
        for (War war : EnumSet.copyOf(Stream.of(Endpoint.values()).map(Endpoint::war).toList())) {
            wars.add(war.pack(work));
        }
        int here = FreePort.find();
        int there = FreePort.find();
        HttpServers servers =
                new HttpServers(
                        PayaraMicro.start(module, work, List.of(here, there), wars),
                        PayaraMicro.start(module, work, List.of(there, here), List.of()));
        try {
            servers.other.awaitReady();
            servers.asked.awaitReady();
            // The one permit that there is.
            servers.asked.get(Endpoint.DENIED.path());
            return servers;
        } catch (IOException | InterruptedException | RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    /** The server to be asked. */
    PayaraMicro asked() {
        return asked;
    }

    @Override
    public void close() {
        try (other) {
            asked.close();
        }
    }
}
