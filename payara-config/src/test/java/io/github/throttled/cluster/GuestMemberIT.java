package io.github.throttled.cluster;

import static io.github.throttled.cluster.Exhaustion.assertExhausted;
import static io.github.throttled.cluster.Exhaustion.exhaust;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A member that has not deployed the application, and so knows no class of it, owns its part of the
 * counters like any other.
 */
@Tag("long")
@ExtendWith(ClusterExtension.class)
class GuestMemberIT {

    /** A guest that owns a quarter of all partitions owns some of this many counters. */
    private static final int COUNTERS_PER_ENDPOINT = 6;

    @Test
    void the_limit_holds_while_a_guest_is_there_and_when_it_has_left(Cluster cluster)
            throws IOException, InterruptedException {
        List<Node> nodes = cluster.nodes();
        Map<Node, Integer> logged =
                nodes.stream()
                        .collect(Collectors.toMap(node -> node, node -> node.readLog().length()));
        List<Counter> before = Counter.unusedAtAll(COUNTERS_PER_ENDPOINT);
        List<Counter> during = Counter.unusedAtAll(COUNTERS_PER_ENDPOINT);
        List<Counter> after = Counter.unusedAtAll(COUNTERS_PER_ENDPOINT);

        exhaust(nodes, before);

        cluster.guest().start();
        cluster.awaitMembers(Cluster.SIZE + 1);
        assertExhausted(nodes, before);
        exhaust(nodes, during);
        assertExhausted(nodes, during);

        cluster.guest().stop();
        cluster.awaitMembers(Cluster.SIZE);
        assertExhausted(nodes, before);
        assertExhausted(nodes, during);
        exhaust(nodes, after);

        assertThat(NodeLog.errorsAndStackTraces(cluster.guest().readLog()))
                .as("the guest's log")
                .isEmpty();
        for (Node node : nodes) {
            assertThat(NodeLog.errorsAndStackTraces(node.readLog().substring(logged.get(node))))
                    .as("the log of %s", node.name())
                    .isEmpty();
        }
    }
}
