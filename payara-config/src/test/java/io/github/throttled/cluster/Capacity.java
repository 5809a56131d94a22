package io.github.throttled.cluster;

import io.github.throttled.load.ConstantRate;

import java.io.IOException;
import java.time.Duration;

/**
 * How many requests a second some nodes answer at most: clients send the next one as soon as the
 * last one is answered. The clients are part of the measurement, as they share the machine.
 */
final class Capacity {

    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration MEASURED = Duration.ofSeconds(30);
    private static final int BATCH = 12_000;

    private final ConstantRate clients;
    private final SoakBook book;
    private int batches;

    private Capacity(ConstantRate clients, SoakBook book) {
        this.clients = clients;
        this.book = book;
    }

    /**
     * Takes a minute.
     *
     * @return requests a second
     */
    static double measure(ConstantRate clients, SoakBook book)
            throws IOException, InterruptedException {
        Capacity capacity = new Capacity(clients, book);
        capacity.saturate(WARM_UP);
        return capacity.saturate(MEASURED);
    }

    private double saturate(Duration time) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        long requests = 0;
        while (System.nanoTime() - begin < time.toNanos()) {
            requests += batch();
        }
        return requests * 1e9 / (System.nanoTime() - begin);
    }

    /** All of them are due at once. */
    private long batch() throws IOException, InterruptedException {
        Visits visits = new Visits("saturated-" + batches++, book.keys(), BATCH);
        ConstantRate.Answers answers =
                clients.ask(1e9, Duration.ofNanos(BATCH), number -> visits.request(book, number));
        if (answers.failed() > 0) {
            throw new AssertionError(answers.failed() + " requests failed without a fault");
        }
        return answers.requests();
    }
}
