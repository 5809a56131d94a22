package io.github.throttled.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Requests of one address for what comes to those who wait, which do not wait for each other. */
final class WaitingClients implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 100;

    private final String from;
    private final List<Wire> wires = new ArrayList<>();

    private WaitingClients(String from) {
        this.from = from;
    }

    static WaitingClients from(String address) {
        return new WaitingClients(address);
    }

    /** One more request. */
    void come(Node node) throws IOException {
        Wire wire = Wire.open(node, from);
        wires.add(wire);
        wire.send(HostileRequests.get(AbuseShop.QUEUED.path()));
    }

    /** Until some of them wait on every node. */
    void awaitTaken(List<Node> nodes) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        for (Node node : nodes) {
            while (Scrape.of(List.of(node)).waiting() == 0) {
                assertThat(Instant.now()).as("calls wait on %s", node.name()).isBefore(deadline);
                Thread.sleep(POLL_MILLIS);
            }
        }
    }

    /** All of them, without a goodbye. */
    void leave() throws IOException {
        for (Wire wire : wires) {
            wire.reset();
        }
        wires.clear();
    }

    @Override
    public void close() throws IOException {
        leave();
    }
}
