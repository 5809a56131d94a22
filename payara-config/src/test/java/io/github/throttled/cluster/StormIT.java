package io.github.throttled.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Bursts of requests on three nodes with the default timeouts. While all members live, exactly the
 * quota is admitted, however busy the machine is. When a member is frozen or killed, nobody waits
 * long, and only {@code on-store-failure} decides whether more than the quota is admitted.
 *
 * <p>{@code storm.bursts} is how many bursts there are in each part, {@code storm.busy} how many
 * busy loops run beside the nodes. A node restarts with {@code storm.restarts}, and members are
 * frozen and killed with {@code storm.faults}.
 */
@ExtendWith(ClusterExtension.class)
@DefaultTimeouts
@Order(StormIT.BEFORE_ALL_OTHERS)
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class StormIT {

    /** Its cluster is new. */
    static final int BEFORE_ALL_OTHERS = 1;

    private static final int BURSTS = Integer.getInteger("storm.bursts", 8);
    private static final int BUSY = Integer.getInteger("storm.busy", 0);

    /** So many that some live on any member. */
    private static final int KEYS = 8;

    /** What {@code throttled.store.max-wait} is by default. */
    private static final long MAX_WAIT_MILLIS = 5000;

    /** Nobody asserts how fast a machine is: what it takes in the worst burst is added to this. */
    private static final long SLACK_MILLIS = 5000;

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long PACE_MILLIS = 500;
    private static final int TRIES = 40;

    private final StormReport report = new StormReport(BUSY);
    private Cluster cluster;
    private BusyLoops busy;
    private long longestWhileAllLive;

    @BeforeAll
    void start(Cluster shared) throws IOException, InterruptedException {
        cluster = shared;
        cluster.repair();
        busy = BusyLoops.start(BUSY);
    }

    @AfterAll
    void stop() throws IOException {
        busy.close();
        report.note(
                "Members that were taken for silent, in the logs of all nodes: "
                        + cluster.all()
                                .mapToLong(node -> NodeLog.silences(node.readAllLogs()))
                                .sum());
        report.write(Path.of("target", "storm", "report.md"));
    }

    @Test
    @Order(1)
    void the_first_burst_after_the_nodes_answer_is_admitted_exactly() throws InterruptedException {
        assertExact(List.of(burst("all nodes are new", cluster.nodes())));
    }

    @Test
    @Order(2)
    void bursts_are_admitted_exactly() throws InterruptedException {
        List<Burst.Result> results = new ArrayList<>();
        for (int i = 0; i < BURSTS; i++) {
            results.add(burst("nothing happens", cluster.nodes()));
        }
        assertExact(results);
    }

    @Test
    @Order(3)
    void bursts_are_admitted_exactly_while_a_member_joins_and_leaves() throws Exception {
        List<Burst.Result> results = new ArrayList<>();
        cluster.guest().start();
        results.addAll(burstsUntil(Cluster.SIZE + 1, "a member joins"));
        cluster.awaitCopies();
        Background stop = Background.run(cluster.guest()::stop);
        results.addAll(burstsUntil(Cluster.SIZE, "a member leaves"));
        stop.await();
        cluster.awaitMembers(Cluster.SIZE);
        cluster.awaitCopies();
        assertExact(results);
    }

    /** The node that leaves gets no requests any more, and the one that joins as soon as it can. */
    @Test
    @Order(4)
    @EnabledIfSystemProperty(named = "storm.restarts", matches = "true")
    void bursts_are_admitted_exactly_while_a_node_restarts() throws Exception {
        Node node = cluster.nodes().get(1);
        List<Node> others = cluster.nodesBut(node);
        List<Burst.Result> results = new ArrayList<>();
        Background stop = Background.run(node::stop);
        results.addAll(burstsUntil(stop, "a node leaves", others));
        node.start();
        while (node.membersSeen() == 0) {
            results.add(burst("a node joins", others));
            Thread.sleep(PACE_MILLIS);
        }
        results.add(burst("one node is new", cluster.nodes()));
        cluster.awaitMembers(Cluster.SIZE);
        cluster.awaitCopies();
        assertExact(results);
    }

    @Test
    @Order(5)
    @EnabledIfSystemProperty(named = "storm.faults", matches = "true")
    void a_frozen_member_makes_nobody_wait_long_and_only_a_policy_admits_more() throws Exception {
        for (StormBook book : StormBook.values()) {
            Node victim = cluster.nodes().get(2);
            awaitGrid();
            List<Burst.Result> results = new ArrayList<>();
            try {
                results.add(burst("a node is frozen halfway", book, victim, victim::freeze));
                results.add(burst("a node is frozen", book, victim, () -> {}));
            } finally {
                victim.thaw();
            }
            assertAsTold(book, results);
            awaitGrid();
            assertExact(List.of(burst("it goes on", cluster.nodes())));
        }
    }

    @Test
    @Order(6)
    @EnabledIfSystemProperty(named = "storm.faults", matches = "true")
    void a_killed_member_makes_nobody_wait_long_and_only_a_policy_admits_more() throws Exception {
        for (StormBook book : StormBook.values()) {
            Node victim = cluster.guest();
            victim.start();
            cluster.awaitMembers(Cluster.SIZE + 1);
            awaitGrid();
            List<Burst.Result> results = new ArrayList<>();
            results.add(burst("a member is killed halfway", book, victim, victim::kill));
            results.add(burst("a member has been killed", book, victim, () -> {}));
            assertAsTold(book, results);
            cluster.awaitMembers(Cluster.SIZE);
            awaitGrid();
            assertExact(List.of(burst("it is forgotten", cluster.nodes())));
        }
    }

    private Burst.Result burst(String happening, List<Node> nodes) throws InterruptedException {
        Burst.Result result = Burst.send(StormBook.LOCAL, nodes);
        report.add(happening, StormBook.LOCAL, result);
        longestWhileAllLive = Math.max(longestWhileAllLive, result.longestMillis());
        return result;
    }

    /** To all nodes but the one to which something happens. */
    private Burst.Result burst(String happening, StormBook book, Node victim, Runnable halfway)
            throws InterruptedException {
        Burst.Result result = Burst.send(book, KEYS, cluster.nodesBut(victim), halfway);
        report.add(happening, book, result);
        return result;
    }

    private List<Burst.Result> burstsUntil(int members, String happening)
            throws InterruptedException {
        List<Burst.Result> results = new ArrayList<>();
        Background await = Background.run(() -> cluster.awaitMembers(members));
        results.addAll(burstsUntil(await, happening, cluster.nodes()));
        return results;
    }

    private List<Burst.Result> burstsUntil(Background end, String happening, List<Node> nodes)
            throws InterruptedException {
        List<Burst.Result> results = new ArrayList<>();
        do {
            results.add(burst(happening, nodes));
            Thread.sleep(PACE_MILLIS);
        } while (!end.isDone());
        end.await();
        return results;
    }

    /** Waits until every node decides by the grid, wherever in it a key lives. */
    private void awaitGrid() throws Exception {
        cluster.awaitCopies();
        Instant deadline = Instant.now().plus(PATIENCE);
        for (Node node : cluster.nodes()) {
            int admitted = 0;
            while (admitted < TRIES) {
                boolean byTheGrid = Shop.ask(node, Counter.unused(StormBook.DENY)).status() == 200;
                admitted = byTheGrid ? admitted + 1 : 0;
                assertThat(Instant.now())
                        .as("%s has the grid again", node.name())
                        .isBefore(deadline);
            }
        }
    }

    private static void assertExact(List<Burst.Result> results) {
        assertThat(results)
                .allSatisfy(
                        result -> {
                            assertThat(result.errors()).isEmpty();
                            assertThat(result.over()).as("over").isZero();
                            assertThat(result.under()).as("under").isZero();
                        });
    }

    private void assertAsTold(StormBook book, List<Burst.Result> results) {
        long longest = MAX_WAIT_MILLIS + SLACK_MILLIS + longestWhileAllLive;
        assertThat(results)
                .allSatisfy(
                        result -> {
                            assertThat(result.errors()).isEmpty();
                            assertThat(result.most())
                                    .isLessThanOrEqualTo(book.mostDespiteAFailure(Cluster.SIZE));
                            assertThat(result.longestMillis()).isLessThanOrEqualTo(longest);
                        });
    }

    /** Something that goes on beside the bursts. */
    private static final class Background {

        private interface Task {
            void run() throws Exception;
        }

        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        private final Thread thread;

        private Background(Task task) {
            thread =
                    new Thread(
                            () -> {
                                try {
                                    task.run();
                                } catch (Throwable e) {
                                    failure.set(e);
                                }
                            });
        }

        static Background run(Task task) {
            Background background = new Background(task);
            background.thread.start();
            return background;
        }

        boolean isDone() {
            return !thread.isAlive();
        }

        void await() throws InterruptedException {
            thread.join();
            if (failure.get() != null) {
                throw new AssertionError(failure.get());
            }
        }
    }
}
