package io.github.throttled.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;

/** One node after the other is stopped and started again, as when a new version is rolled out. */
@ExtendWith(ClusterExtension.class)
class RollingRestartIT {

    /** Few, to leave the node that starts a part of the machine. */
    private static final int CLIENTS = 2;

    @Test
    void clientsOfTheOtherNodesNoticeNothing(Cluster cluster)
            throws IOException, InterruptedException {
        for (Node node : cluster.nodes()) {
            EndlessCalls calls = new EndlessCalls();
            Load load = Load.start(cluster.nodesBut(node), CLIENTS, calls);

            load.awaitAnswers(Endpoint.QUOTA);
            node.stop();
            cluster.awaitMembers(Cluster.SIZE - 1);
            node.start();
            cluster.awaitMembers(Cluster.SIZE);
            calls.end();
            Tally tally = load.finish();

            assertThat(tally.surprises()).isEmpty();
            assertThat(tally.unanswered()).isEmpty();
            assertThat(calls.counters())
                    .allSatisfy(
                            counter ->
                                    assertThat(tally.admitted(counter))
                                            .isLessThanOrEqualTo(Endpoint.QUOTA));
            System.out.println(
                    calls.counters().size() + " counters, admitted " + tally.admittedInAll());
            for (Counter counter : calls.counters()) {
                assertThat(Shop.ask(node, counter)).matches(Answer::isCompleteRefusal);
            }
        }
    }
}
