package io.github.throttled.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.load.ConstantRate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Three nodes at half of their capacity for an hour, with keys that come and go: they need no more
 * heap, threads and file handles at the end than soon after the beginning, no request fails, and no
 * key is admitted more than its quota. It runs with the profile {@code soak}.
 *
 * <p>Load stops for a moment while the nodes are looked at, since a full collection would count as
 * a slow answer. {@code soak.minutes} is how long there is load, {@code soak.keys} how many keys
 * come again and again. A run that is shorter than {@link #LONG_ENOUGH} minutes is for trying:
 * counters live for some minutes, so that the heap still grows in its second quarter.
 */
@EnabledIfSystemProperty(named = "soak.minutes", matches = "\\d+")
class SoakIT {

    private static final int MINUTES = Integer.getInteger("soak.minutes", 0);
    private static final int KEYS = Integer.getInteger("soak.keys", 100_000);

    /** How often the nodes are looked at. */
    private static final int PARTS = 60;

    /** From so many on it is said that nodes are flat. */
    private static final int LONG_ENOUGH = 30;

    /** From so many on the figure is for the manual. */
    private static final int COMPLETE = 60;

    private static final int CONNECTIONS = 8 * Cluster.SIZE;

    private static final Duration CAPACITY = Duration.ofSeconds(30);

    private static final Path RESULTS = Path.of("target", "soak");
    private static final String FIGURE = "soak.svg";
    private static final Path IMAGES = Path.of("..", "ratelimit-interceptor", "docs", "images");

    private final SoakBook book = new SoakBook(KEYS);
    private final List<SoakSample> samples = new ArrayList<>();

    @Test
    @Timeout(value = 1, unit = TimeUnit.DAYS)
    void nodes_need_no_more_after_an_hour_at_half_of_their_capacity() throws Exception {
        Footprint.require();
        try (Cluster cluster = new Cluster("soak/nodes", book.properties())) {
            cluster.repair();
            cluster.awaitCopies();
            soak(cluster);
            assertThat(cluster.nodes())
                    .allSatisfy(node -> assertThat(NodeLog.errors(node.readLog())).isEmpty());
        }
        if (MINUTES >= LONG_ENOUGH) {
            assertThat(Flatness.of(samples))
                    .filteredOn(verdict -> !verdict.holds())
                    .extracting(Flatness::row)
                    .isEmpty();
        }
        if (MINUTES >= COMPLETE) {
            Files.writeString(IMAGES.resolve(FIGURE), new SoakFigure(samples).svg());
        }
    }

    private void soak(Cluster cluster) throws IOException, InterruptedException {
        List<URI> servers = cluster.nodes().stream().map(node -> node.uri("/")).toList();
        ConstantRate clients = new ConstantRate(servers, CONNECTIONS);
        double capacity = capacity(clients);
        // Whole, so that each part has as many requests as its clients think.
        long rate = Math.round(capacity / 2);
        System.out.printf("Capacity: %.0f requests a second; from now on %d.%n", capacity, rate);
        Duration part = Duration.ofMinutes(MINUTES).dividedBy(PARTS);
        long requests = rate * part.toSeconds();
        Visits visits = new Visits("soak", KEYS, PARTS * requests);
        try {
            for (int number = 0; number < PARTS; number++) {
                ConstantRate.Answers answers = ask(clients, rate, part, visits, number * requests);
                add((number + 1) * part.toSeconds() / 60.0, answers, cluster.nodes());
            }
        } finally {
            write(new SoakReport(capacity, rate, book, visits, samples));
        }
        assertServed(visits);
    }

    /**
     * How many requests a second the nodes answer at most. The clients are part of the measurement,
     * as they share the machine.
     */
    private double capacity(ConstantRate clients) throws IOException, InterruptedException {
        Visits warmUp = new Visits("warm-up", KEYS, 0);
        clients.atOnce(CAPACITY, number -> warmUp.request(book, number));
        Visits measured = new Visits("measured", KEYS, 0);
        return clients.capacity(CAPACITY, number -> measured.request(book, number));
    }

    /**
     * Sends the requests of one part.
     *
     * @param first the number of the first request of this part
     */
    private ConstantRate.Answers ask(
            ConstantRate clients, long rate, Duration part, Visits visits, long first)
            throws IOException, InterruptedException {
        return clients.ask(
                rate,
                part,
                number -> visits.request(book, first + number),
                (number, status) -> visits.answered(first + number, status));
    }

    /** Looks at the nodes after a part. */
    private void add(double minute, ConstantRate.Answers answers, List<Node> nodes)
            throws IOException, InterruptedException {
        List<Footprint> footprints = new ArrayList<>();
        for (Node node : nodes) {
            footprints.add(Footprint.of(node));
        }
        SoakSample sample = new SoakSample(minute, answers, footprints);
        System.out.println(sample.progress());
        samples.add(sample);
    }

    private void write(SoakReport report) throws IOException {
        Files.createDirectories(RESULTS);
        Files.writeString(RESULTS.resolve("report.md"), report.text());
        if (!samples.isEmpty()) {
            Files.writeString(RESULTS.resolve(FIGURE), new SoakFigure(samples).svg());
        }
    }

    private void assertServed(Visits visits) {
        assertThat(samples)
                .hasSize(PARTS)
                .allSatisfy(
                        sample -> {
                            assertThat(sample.answers().admitted()).as("admitted").isPositive();
                            assertThat(sample.answers().rejected()).as("rejected").isPositive();
                            assertThat(sample.answers().failed()).as("failed").isZero();
                        });
        assertThat(visits.most()).as("most admitted").isEqualTo(SoakBook.QUOTA);
    }
}
