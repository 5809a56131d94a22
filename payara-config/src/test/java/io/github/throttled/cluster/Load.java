package io.github.throttled.cluster;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Clients that send requests at the same time, each as fast as it is answered. A client keeps to
 * one node until that does not answer, and then takes the next one, as a load balancer would.
 */
final class Load implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final long POLL_MILLIS = 5;

    private final Tally tally = new Tally();
    private final List<Node> nodes;
    private final Calls calls;
    private final ExecutorService clients;

    private Load(List<Node> nodes, Calls calls, int clients) {
        this.nodes = nodes;
        this.calls = calls;
        this.clients = Executors.newFixedThreadPool(clients);
    }

    /** Starts so many clients. */
    static Load start(List<Node> nodes, int clients, Calls calls) {
        Load load = new Load(nodes, calls, clients);
        IntStream.range(0, clients)
                .forEach(number -> load.clients.execute(() -> load.sendAll(number)));
        load.clients.shutdown();
        return load;
    }

    /** Lets so many clients send all these calls. */
    static Tally run(List<Node> nodes, int clients, Calls calls) throws InterruptedException {
        try (Load load = start(nodes, clients, calls)) {
            return load.finish();
        }
    }

    /** Waits until the clients have got so many more answers. */
    void awaitAnswers(int more) throws InterruptedException {
        await("answers", tally::answers, tally.answers() + more);
    }

    /** Waits until so many more calls have been admitted. */
    void awaitAdmissions(int more) throws InterruptedException {
        await("admissions", tally::admitted, tally.admitted() + more);
    }

    private void await(String what, LongSupplier count, long enough) throws InterruptedException {
        Instant deadline = Instant.now().plus(LONGEST);
        while (count.getAsLong() < enough) {
            if (clients.isTerminated() || Instant.now().isAfter(deadline)) {
                throw new AssertionError(
                        "Only %d %s, not %d".formatted(count.getAsLong(), what, enough));
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** What clients got when all calls were sent. */
    Tally finish() throws InterruptedException {
        if (!clients.awaitTermination(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("The load goes on after " + LONGEST);
        }
        return tally;
    }

    /** Stops the clients of a test that has failed. */
    @Override
    public void close() {
        clients.shutdownNow();
    }

    private void sendAll(int number) {
        int node = number;
        Optional<Counter> next = calls.next();
        while (next.isPresent() && !Thread.currentThread().isInterrupted()) {
            node += send(nodes.get(node % nodes.size()), next.get()) ? 0 : 1;
            next = calls.next();
        }
    }

    private boolean send(Node node, Counter counter) {
        try {
            tally.add(node, counter, Shop.ask(node, counter));
            return true;
        } catch (IOException e) {
            tally.addUnanswered(node);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
