package io.github.throttled.cluster;

import static io.github.throttled.cluster.Exhaustion.CLIENTS;
import static io.github.throttled.cluster.Exhaustion.assertExhausted;
import static io.github.throttled.cluster.Exhaustion.exhaust;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;
import java.util.List;

/** A node that is killed takes no count with it. */
@ExtendWith(ClusterExtension.class)
class CrashIT {

    private static final int COUNTERS_PER_ENDPOINT = 4;
    private static final int FULL_SPEED = 1000;

    @Test
    void a_killed_node_gives_nothing_back_and_hurts_no_client_of_the_others(Cluster cluster)
            throws IOException, InterruptedException {
        Node victim = cluster.nodes().get(Cluster.SIZE - 1);
        List<Node> survivors = cluster.nodesBut(victim);
        List<Counter> exhausted = Counter.unusedAtAll(COUNTERS_PER_ENDPOINT);
        exhaust(cluster.nodes(), exhausted);

        Calls calls = Calls.endless(COUNTERS_PER_ENDPOINT);
        Tally tally;
        try (Load load = Load.start(cluster.nodes(), CLIENTS, calls)) {
            load.awaitAnswers(FULL_SPEED);
            victim.kill();
            load.awaitAnswers(FULL_SPEED);
            calls.end();
            tally = load.finish();
        }

        assertThat(tally.surprises()).isEmpty();
        assertThat(tally.unanswered()).containsOnly(victim);
        assertThat(calls.counters()).allSatisfy(tally::assertNotOverAdmitted);
        // Charged, but not admitted: calls whose answer was lost on its way to the client, or
        // inside
        // the grid, which then did the operation again. Each client had one call under way.
        assertThat(tally.admitted())
                .isGreaterThanOrEqualTo(
                        calls.counters().size() * Endpoint.QUOTA
                                - tally.unanswered().size()
                                - CLIENTS);

        cluster.awaitMembers(survivors.size());
        assertExhausted(survivors, exhausted);
        assertExhausted(survivors, calls.counters());
        exhaust(survivors, Counter.unusedAtAll(1));
    }
}
