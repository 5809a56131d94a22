package io.github.throttled.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Nodes are killed, frozen, stopped and started again, and a member without the application comes
 * and goes, in an order that a seed decides, while clients go on. No client gets an error, and no
 * counter admits more than its limit, whatever happens to the nodes.
 *
 * <p>That limits hold exactly is promised where {@code on-store-failure} is {@code deny}; one with
 * {@code local} is measured beside them.
 */
@Tag("long")
@ExtendWith(ClusterExtension.class)
@DefaultTimeouts
@DisabledIfSystemProperty(named = "chaos.turns", matches = "0")
class ChaosIT {

    /** With three: every way to go, every node, and everything that can happen meanwhile. */
    private static final int SHORTEST_RUN_TURNS = Integer.getInteger("chaos.turns", 1);

    /** What {@code throttled.store.max-wait} is by default. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(5);

    /** Far more than a machine can be late: who waited so long waited for the grid. */
    private static final long HUNG_MILLIS = 20_000;

    private static final Path DIRECTORY = Path.of("target", "chaos");

    /** What a short run does is the same each time, as far as clusters allow. */
    private static final long SEED = 459;

    private final Duration length = Duration.ofMinutes(Integer.getInteger("chaos.minutes", 0));
    private final long seed =
            Long.getLong(
                    "chaos.seed",
                    length.isZero() ? SEED : ThreadLocalRandom.current().nextInt(1000));
    private final History history = new History();

    @Test
    @Timeout(value = 24, unit = TimeUnit.HOURS)
    void no_client_sees_an_error_and_no_counter_admits_more_than_its_limit(Cluster cluster)
            throws Exception {
        history.note("chaos.seed=" + seed + ", chaos.minutes=" + length.toMinutes());
        Counter bucket = Counter.unused(ChaosBook.TOKENS);
        long begin = history.now();
        letAllIn(cluster.nodes(), bucket);
        weather(cluster, Calls.endless(() -> unused(bucket)));
        drain(cluster.nodes());
        report(begin, bucket);
        check(begin, bucket, cluster);
    }

    private void weather(Cluster cluster, Calls calls) throws InterruptedException {
        Rotation rotation = new Rotation(cluster.nodes());
        try (Traffic traffic = Traffic.start(history, rotation, calls)) {
            FaultSequence faults = new FaultSequence(seed, cluster, rotation, history, traffic);
            long end = history.now() + length.toMillis();
            for (int turn = 0; turn < SHORTEST_RUN_TURNS || history.now() < end; turn++) {
                if (!history.errors().isEmpty()) {
                    break;
                }
                faults.turn();
            }
            traffic.finish();
        }
    }

    /** As long as one of each is used, another endpoint's is as well. */
    private static List<Counter> unused(Counter bucket) {
        List<Counter> counters = new ArrayList<>(Counter.unusedAtAll(1));
        counters.add(Counter.unused(ChaosBook.LOCAL));
        counters.add(Counter.unused(ChaosBook.LEASED));
        counters.add(bucket);
        return counters;
    }

    /** No node's clock is ahead of what the bucket remembers, which would count as time to fill. */
    private void letAllIn(List<Node> nodes, Counter bucket) throws Exception {
        for (Node node : nodes) {
            assertThat(ask(node, bucket)).isEqualTo(Sent.End.ADMITTED);
        }
    }

    /** Uses up what is left of every counter: what a node has forgotten shows now. */
    private void drain(List<Node> nodes) throws Exception {
        history.note("now what is left is used up");
        for (Counter counter : history.sent().stream().map(Sent::counter).distinct().toList()) {
            if (counter.limited() != ChaosBook.TOKENS) {
                for (Node node : nodes) {
                    drain(node, counter);
                }
            }
        }
        history.note("nothing is left");
    }

    private void drain(Node node, Counter counter) throws Exception {
        int most = 10 * Endpoint.QUOTA;
        Sent.End how = ask(node, counter);
        for (int i = 0; i < most && how != Sent.End.REFUSED; i++) {
            how = ask(node, counter);
        }
        assertThat(how).as("%s to %s", node.name(), counter).isEqualTo(Sent.End.REFUSED);
    }

    private Sent.End ask(Node node, Counter counter) throws IOException, InterruptedException {
        long begin = history.now();
        Answer answer = Shop.ask(node, counter);
        Sent.End how = Sent.of(answer, counter);
        history.add(
                new Sent(begin, history.now(), node.name(), counter, how, true, answer.toString()));
        return how;
    }

    private void report(long begin, Counter bucket) throws IOException {
        String report = new ChaosReport(seed, history, begin, bucket, MAX_WAIT).text();
        Files.createDirectories(DIRECTORY);
        Files.writeString(DIRECTORY.resolve("report.md"), report);
        Files.write(
                DIRECTORY.resolve("history.txt"), (Iterable<String>) history.unusual()::iterator);
        System.out.println(report);
    }

    private void check(long begin, Counter bucket, Cluster cluster) {
        assertThat(history.errors())
                .as(() -> "errors of clients:\n" + history.around(history.errors()))
                .isEmpty();
        Map<Counter, List<Sent>> admitted = history.admitted();
        admitted.forEach(
                (counter, calls) -> {
                    if (counter.limited() instanceof Endpoint
                            || counter.limited() == ChaosBook.LEASED) {
                        assertThat(calls.size())
                                .as(() -> "admitted by\n" + history.around(calls))
                                .isLessThanOrEqualTo(Endpoint.QUOTA);
                    }
                });
        assertThat(ChaosReport.surplus(admitted.get(bucket), begin))
                .as(() -> "more than came back:\n" + history.around(admitted.get(bucket)))
                .isLessThanOrEqualTo(0);
        List<Sent> hung =
                history.sent().stream()
                        .filter(call -> call.calm() && call.millis() > HUNG_MILLIS)
                        .toList();
        assertThat(hung).as(() -> "no answer for long:\n" + history.around(hung)).isEmpty();
        cluster.all()
                .forEach(
                        node ->
                                assertThat(NodeLog.errors(node.readAllLogs()))
                                        .as("what went wrong in %s", node.name())
                                        .isEmpty());
    }
}
