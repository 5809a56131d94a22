package io.github.throttled.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Measures what {@code throttled.store.timeout} costs, too short and too long: bursts while all
 * members live, on a quiet machine and beside busy loops, and one during which a member is frozen.
 * Draws it for the manual, to {@code docs/images/store-timeout.svg}. It runs with the profile of
 * that name.
 */
@EnabledIfSystemProperty(named = "store-timeout.bursts", matches = "\\d+")
class StoreTimeoutIT {

    private static final int BURSTS = Integer.getInteger("store-timeout.bursts", 0);
    private static final List<Integer> TIMEOUTS = List.of(250, 500, 1000, 2000);
    private static final List<Integer> BUSY = List.of(0, 4);

    /** The longest that a decision waits in any case, in timeouts. */
    private static final int MAX_WAIT = 3;

    private static final int KEYS = 8;

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void measure_what_a_store_timeout_costs() throws Exception {
        List<StoreTimeoutFigure.Row> rows = new ArrayList<>();
        for (int timeout : TIMEOUTS) {
            List<String> config =
                    List.of(
                            "-Dthrottled.store.timeout=" + timeout + "ms",
                            "-Dthrottled.store.max-wait=" + MAX_WAIT * timeout + "ms");
            try (Cluster cluster = new Cluster("store-timeout/nodes-" + timeout, config)) {
                cluster.repair();
                for (int busy : BUSY) {
                    rows.add(measure(cluster, timeout, busy));
                    System.out.println(rows.get(rows.size() - 1));
                }
            }
        }
        write(new StoreTimeoutFigure(rows));
        assertThat(rows).allSatisfy(row -> assertThat(row.errors()).isZero());
    }

    private static StoreTimeoutFigure.Row measure(Cluster cluster, int timeout, int busy)
            throws Exception {
        long silences = silences(cluster);
        List<Burst.Result> results = new ArrayList<>();
        Burst.Result frozen;
        long falseAlarms;
        try (BusyLoops loops = BusyLoops.start(busy)) {
            for (int i = 0; i < BURSTS; i++) {
                results.add(Burst.send(StormBook.LOCAL, cluster.nodes()));
            }
            falseAlarms = silences(cluster) - silences;
            frozen = frozen(cluster);
            assertThat(loops.count()).isEqualTo(busy);
        }
        cluster.awaitCopies();
        return new StoreTimeoutFigure.Row(
                timeout,
                busy,
                results.size(),
                results.stream().filter(result -> result.over() > 0).count(),
                results.stream().mapToLong(Burst.Result::most).max().orElseThrow(),
                results.stream().filter(result -> result.under() > 0).count(),
                falseAlarms,
                results.stream().mapToLong(Burst.Result::longestMillis).max().orElseThrow(),
                frozen.longestMillis(),
                results.stream().mapToLong(result -> result.errors().size()).sum());
    }

    private static long silences(Cluster cluster) {
        return cluster.nodes().stream()
                .mapToLong(node -> NodeLog.silences(node.readAllLogs()))
                .sum();
    }

    /** A burst halfway of which a member is frozen: what callers wait for. */
    private static Burst.Result frozen(Cluster cluster) throws InterruptedException {
        Node victim = cluster.nodes().get(Cluster.SIZE - 1);
        try {
            return Burst.send(StormBook.DENY, KEYS, cluster.nodesBut(victim), victim::freeze);
        } finally {
            victim.thaw();
        }
    }

    private static void write(StoreTimeoutFigure figure) throws IOException {
        System.out.println(figure.table());
        Path report = Path.of("target", "store-timeout", "report.md");
        Files.createDirectories(report.getParent());
        Files.writeString(report, figure.table());
        Path images = Path.of("..", "ratelimit-interceptor", "docs", "images");
        Files.writeString(images.resolve("store-timeout.svg"), figure.svg());
    }
}
