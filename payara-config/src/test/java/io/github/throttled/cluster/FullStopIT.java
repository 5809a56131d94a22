package io.github.throttled.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A long quota goes on when all nodes have been stopped, or have crashed; what an operator has said
 * does not.
 */
@Tag("long")
@ExtendWith(ClusterExtension.class)
class FullStopIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long POLL_MILLIS = 100;

    private static final Endpoint DEMO = Endpoint.SLIDING_LOG;
    private static final String LIMIT = "throttled.policy.demo.limit";
    private static final String LOWERED = "4/366 days";

    private final Counter counter = Counter.unused(OwnBook.MONTHLY);

    @Test
    void
            a_durable_quota_goes_on_after_a_stop_and_after_a_crash_of_all_nodes_and_an_override_does_not(
                    Cluster cluster) throws Exception {
        List<Node> nodes = cluster.nodes();
        new Operator(nodes.get(0)).override(LIMIT, LOWERED);
        awaitQuota(nodes, 4);
        assertThat(new Operator(nodes.get(0)).get("overrides").get("properties").asText())
                .isEqualTo(LIMIT + "=" + LOWERED + "\n");
        assertRemaining(nodes.get(0), 6);
        assertRemaining(nodes.get(1), 5);
        assertRemaining(nodes.get(2), 4);

        nodes.parallelStream().forEach(Node::stop);
        List<Node> two = nodes.subList(0, 2);
        two.forEach(Node::start);
        cluster.awaitMembers(two.size());
        assertThat(new Operator(two.get(0)).overrides()).isEmpty();
        assertThat(quotas(two.get(0))).containsExactly((long) Endpoint.QUOTA);
        assertRemaining(two.get(0), 3);
        assertRemaining(two.get(1), 2);

        awaitWritten(cluster.database(), OwnBook.MONTHLY.quota() - 2);
        two.parallelStream().forEach(Node::kill);
        Node one = nodes.get(2);
        one.start();
        cluster.awaitMembers(1);
        assertRemaining(one, 1);
        assertRemaining(one, 0);
        assertThat(Shop.ask(one, counter).isRefusal()).isTrue();
    }

    private static List<Long> quotas(Node node) throws Exception {
        return Shop.ask(node, Counter.unused(DEMO)).quotas();
    }

    private void assertRemaining(Node node, long remaining) throws Exception {
        Answer answer = Shop.ask(node, counter);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.remaining()).containsExactly(remaining);
    }

    private static void awaitQuota(List<Node> nodes, long quota) throws Exception {
        Instant deadline = Instant.now().plus(PATIENCE);
        for (Node node : nodes) {
            while (!quotas(node).equals(List.of(quota))) {
                assertThat(Instant.now()).as("%s has the override", node.name()).isBefore(deadline);
                Thread.sleep(POLL_MILLIS);
            }
        }
    }

    /** Waits until the database has what was counted; what is younger goes with a crash. */
    private static void awaitWritten(Database database, int count) throws Exception {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (database.states().stream().noneMatch(state -> state.endsWith(" " + count))) {
            assertThat(Instant.now()).as("time to write").isBefore(deadline);
            Thread.sleep(POLL_MILLIS);
        }
    }
}
