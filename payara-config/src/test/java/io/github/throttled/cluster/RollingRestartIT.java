package io.github.throttled.cluster;

import static io.github.throttled.cluster.Exhaustion.assertExhausted;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;

/**
 * A node is stopped and started again, as when a new version is rolled out. That one after the
 * other may be, while the grid has little time to answer, is part of {@link ChaosIT}.
 */
@Tag("long")
@ExtendWith(ClusterExtension.class)
class RollingRestartIT {

    /** Few, to leave the node that starts a part of the machine. */
    private static final int CLIENTS = 2;

    private static final int FULL_SPEED = 200;

    @Test
    void the_limit_holds_and_no_client_of_the_other_nodes_notices(Cluster cluster)
            throws IOException, InterruptedException {
        Node node = cluster.nodes().get(0);
        Calls calls = Calls.endless(1);

        Tally tally = restartUnder(calls, node, cluster);

        tally.assertNothingButAdmissionsAndRefusals();
        assertThat(calls.counters()).allSatisfy(tally::assertNotOverAdmitted);
        // A call under way when the node left may have been charged twice.
        assertThat(tally.admitted())
                .isGreaterThanOrEqualTo(calls.counters().size() * Endpoint.QUOTA - CLIENTS);
        assertExhausted(cluster.nodes(), calls.counters());
    }

    private static Tally restartUnder(Calls calls, Node node, Cluster cluster)
            throws InterruptedException {
        try (Load load = Load.start(cluster.nodesBut(node), CLIENTS, calls)) {
            load.awaitAnswers(FULL_SPEED);
            node.stop();
            cluster.awaitMembers(Cluster.SIZE - 1);
            node.start();
            cluster.awaitMembers(Cluster.SIZE);
            calls.end();
            return load.finish();
        }
    }
}
