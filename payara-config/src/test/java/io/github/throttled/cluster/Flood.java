package io.github.throttled.cluster;

import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * New keys at all nodes, as fast as they answer, and among them keys that have been exhausted
 * before, whose denial shall outlive the flood.
 */
final class Flood {

    private static final Limited BOOK =
            new LimitedBook() {
                @Override
                public Route route() {
                    return AbuseShop.FLOODED;
                }

                @Override
                public List<String> properties() {
                    return List.of();
                }
            };

    private static final int CLIENTS = 16;
    private static final int EXHAUSTED = 20;

    /** Every so many new keys, an exhausted one tries again. */
    private static final int PACE = 40;

    private static final int LONGEST_MINUTES = 40;

    private final List<Node> nodes;
    private final List<Counter> exhausted;
    private final int keys;
    private final AtomicInteger sent = new AtomicInteger();
    private final LongAdder asked = new LongAdder();
    private final LongAdder washedOff = new LongAdder();
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();
    private long keysKept;

    private Flood(List<Node> nodes, int keys) {
        this.nodes = nodes;
        this.keys = keys;
        this.exhausted = Stream.generate(() -> Counter.unused(BOOK)).limit(EXHAUSTED).toList();
    }

    /** Lets so many keys come, and asks afterwards how many are kept. */
    static Flood run(List<Node> nodes, int keys) throws IOException, InterruptedException {
        Flood flood = new Flood(nodes, keys);
        flood.exhaust();
        flood.come();
        flood.exhausted.forEach(flood::tryAgain);
        flood.keysKept = Scrape.of(nodes).keys(AbuseShop.FLOODED.policy());
        return flood;
    }

    /** How many requests there were. */
    long asked() {
        return asked.sum();
    }

    /** How many of exhausted keys were admitted. */
    long washedOff() {
        return washedOff.sum();
    }

    /** How many counters all nodes keep afterwards. */
    long keysKept() {
        return keysKept;
    }

    /** Answers that were neither admissions nor rejections. */
    Queue<String> errors() {
        return errors;
    }

    private void exhaust() throws IOException, InterruptedException {
        for (Counter counter : exhausted) {
            int status = 200;
            for (int call = 0; status == 200; call++) {
                status = Shop.ask(nodes.get(call % nodes.size()), counter).status();
            }
        }
    }

    private void come() throws InterruptedException {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            for (int client = 0; client < CLIENTS; client++) {
                clients.execute(this::sendAll);
            }
            clients.shutdown();
            if (!clients.awaitTermination(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                throw new AssertionError("The flood goes on after " + LONGEST_MINUTES + " minutes");
            }
        } finally {
            clients.shutdownNow();
        }
    }

    private void sendAll() {
        int number = sent.getAndIncrement();
        while (number < keys && !Thread.currentThread().isInterrupted()) {
            ask(Counter.unused(BOOK), number);
            if (number % PACE == 0) {
                tryAgain(exhausted.get(number / PACE % EXHAUSTED));
            }
            number = sent.getAndIncrement();
        }
    }

    private void tryAgain(Counter counter) {
        if (ask(counter, counter.hashCode() & Integer.MAX_VALUE) == 200) {
            washedOff.increment();
        }
    }

    private int ask(Counter counter, int number) {
        Node node = nodes.get(number % nodes.size());
        asked.increment();
        try {
            int status = Shop.ask(node, counter).status();
            if (status != 200 && status != 429) {
                errors.add(node.name() + ": status " + status);
            }
            return status;
        } catch (IOException e) {
            errors.add(node.name() + ": " + e);
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
