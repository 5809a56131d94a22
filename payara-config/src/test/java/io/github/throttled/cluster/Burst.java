package io.github.throttled.cluster;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * Many requests at the same time for keys that nobody has used before, spread over some nodes.
 * While it is under way something may be done to a node.
 */
final class Burst {

    static final int REQUESTS = 400;
    static final int CLIENTS = 48;

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int ADMITTED = 200;
    private static final int REJECTED = 429;
    private static final int REJECTED_WITHOUT_THE_GRID = 503;

    private final List<Node> nodes;
    private final List<Counter> counters;
    private final AtomicInteger sent = new AtomicInteger();
    private final CountDownLatch half = new CountDownLatch(REQUESTS / 2);
    private final Map<Counter, LongAdder> admitted = new ConcurrentHashMap<>();
    private final LongAdder withoutTheGrid = new LongAdder();
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();
    private final AtomicLong longestNanos = new AtomicLong();

    private Burst(List<Node> nodes, List<Counter> counters) {
        this.nodes = nodes;
        this.counters = counters;
        counters.forEach(counter -> admitted.put(counter, new LongAdder()));
    }

    /** For one key. */
    static Result send(StormBook book, List<Node> nodes) throws InterruptedException {
        return send(book, 1, nodes, () -> {});
    }

    /**
     * For some keys at a time, each of which gets its part of the requests. One during which an
     * hour begins, and with it another window, is repeated.
     *
     * @param halfway happens when half of the requests have been answered
     */
    static Result send(StormBook book, int keys, List<Node> nodes, Runnable halfway)
            throws InterruptedException {
        Instant hour;
        Result result;
        Runnable once = halfway;
        do {
            hour = hour();
            List<Counter> counters =
                    Stream.generate(() -> Counter.unused(book)).limit(keys).toList();
            result = new Burst(nodes, counters).run(once);
            once = () -> {};
        } while (!hour().equals(hour));
        return result;
    }

    private static Instant hour() {
        return Instant.now().truncatedTo(ChronoUnit.HOURS);
    }

    private Result run(Runnable halfway) throws InterruptedException {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            for (int client = 0; client < CLIENTS; client++) {
                clients.execute(this::sendAll);
            }
            clients.shutdown();
            await(half.await(LONGEST.toSeconds(), TimeUnit.SECONDS));
            halfway.run();
            await(clients.awaitTermination(LONGEST.toSeconds(), TimeUnit.SECONDS));
        } finally {
            clients.shutdownNow();
        }
        long[] sorted = admitted.values().stream().mapToLong(LongAdder::sum).sorted().toArray();
        return new Result(
                sorted[0],
                sorted[sorted.length - 1],
                withoutTheGrid.sum(),
                List.copyOf(errors),
                TimeUnit.NANOSECONDS.toMillis(longestNanos.get()));
    }

    private static void await(boolean done) {
        if (!done) {
            throw new AssertionError("The burst goes on after " + LONGEST);
        }
    }

    private void sendAll() {
        int number = sent.getAndIncrement();
        while (number < REQUESTS && !Thread.currentThread().isInterrupted()) {
            // Each key meets each node, also where there are as many keys as nodes.
            Node node = nodes.get((number + number / nodes.size()) % nodes.size());
            send(node, counters.get(number % counters.size()));
            half.countDown();
            number = sent.getAndIncrement();
        }
    }

    private void send(Node node, Counter counter) {
        long begin = System.nanoTime();
        try {
            int status = Shop.ask(node, counter).status();
            longestNanos.accumulateAndGet(System.nanoTime() - begin, Math::max);
            switch (status) {
                case ADMITTED -> admitted.get(counter).increment();
                case REJECTED -> {}
                case REJECTED_WITHOUT_THE_GRID -> withoutTheGrid.increment();
                default -> errors.add(node.name() + ": status " + status);
            }
        } catch (IOException e) {
            errors.add(node.name() + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * What came of a burst.
     *
     * @param least admitted of a key
     * @param most admitted of a key
     * @param withoutTheGrid how many were rejected because the grid did not answer
     * @param errors answers that were none of these, and what was not answered
     */
    record Result(
            long least, long most, long withoutTheGrid, List<String> errors, long longestMillis) {

        long over() {
            return Math.max(0, most - StormBook.QUOTA);
        }

        long under() {
            return Math.max(0, StormBook.QUOTA - least);
        }
    }
}
