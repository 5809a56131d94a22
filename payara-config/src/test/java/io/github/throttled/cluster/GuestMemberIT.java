package io.github.throttled.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A member that has not deployed the application, and so knows no class of it, owns its part of the
 * counters like any other.
 */
@ExtendWith(ClusterExtension.class)
class GuestMemberIT {

    private static final int CLIENTS = 12;
    private static final int TOO_MANY = Endpoint.QUOTA + 20;

    /** A guest that owns a quarter of all partitions owns some of this many counters. */
    private static final int COUNTERS_PER_ENDPOINT = 8;

    @Test
    void theLimitHoldsWhileAGuestComesAndWhenItHasGone(Cluster cluster)
            throws IOException, InterruptedException {
        Map<Node, Integer> logged =
                cluster.nodes().stream()
                        .collect(Collectors.toMap(node -> node, node -> node.readLog().length()));

        List<Counter> before = exhaustUnusedCounters(cluster);
        cluster.guest().start();
        cluster.awaitMembers(Cluster.SIZE + 1);
        assertExhausted(cluster, before);

        List<Counter> during = exhaustUnusedCounters(cluster);
        assertExhausted(cluster, during);
        cluster.guest().stop();
        cluster.awaitMembers(Cluster.SIZE);
        assertExhausted(cluster, before);
        assertExhausted(cluster, during);
        exhaustUnusedCounters(cluster);

        assertThat(errorsIn(cluster.guest().readLog())).isEmpty();
        logged.forEach(
                (node, length) ->
                        assertThat(errorsIn(node.readLog().substring(length)))
                                .as("the log of %s", node.name())
                                .isEmpty());
    }

    private static List<Counter> exhaustUnusedCounters(Cluster cluster)
            throws InterruptedException {
        List<Counter> counters = Counter.unusedAtAll(COUNTERS_PER_ENDPOINT);
        Tally tally =
                Load.start(cluster.nodes(), CLIENTS, Load.forEach(counters, TOO_MANY)).finish();
        assertThat(tally.surprises()).isEmpty();
        assertThat(tally.unanswered()).isEmpty();
        assertThat(counters)
                .allSatisfy(
                        counter -> assertThat(tally.admitted(counter)).isEqualTo(Endpoint.QUOTA));
        return counters;
    }

    private static void assertExhausted(Cluster cluster, List<Counter> counters)
            throws IOException, InterruptedException {
        for (Node node : cluster.nodes()) {
            for (Counter counter : counters) {
                assertThat(Shop.ask(node, counter))
                        .as("what %s answers to %s", node.name(), counter)
                        .matches(Answer::isCompleteRefusal);
            }
        }
    }

    private static Stream<String> errorsIn(String log) {
        return log.lines().filter(line -> line.contains(" SEVERE ") || line.contains("Exception"));
    }
}
