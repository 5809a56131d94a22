package io.github.throttled.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;
import java.util.List;

/** A node that is killed takes no count with it. */
@ExtendWith(ClusterExtension.class)
class CrashIT {

    private static final int CLIENTS = 12;
    private static final int COUNTERS_PER_ENDPOINT = 6;
    private static final int TOO_MANY = Endpoint.QUOTA + 50;

    @Test
    void aKilledNodeGivesNothingBackAndHurtsNoClientOfTheOthers(Cluster cluster)
            throws IOException, InterruptedException {
        Node victim = cluster.nodes().get(Cluster.SIZE - 1);
        List<Node> survivors = cluster.nodesBut(victim);
        List<Counter> exhausted = Counter.unusedAtAll(COUNTERS_PER_ENDPOINT);
        exhaust(cluster.nodes(), exhausted);

        List<Counter> counters = Counter.unusedAtAll(COUNTERS_PER_ENDPOINT);
        Load load = Load.start(cluster.nodes(), CLIENTS, Load.forEach(counters, TOO_MANY));
        load.awaitAnswers(counters.size() * Endpoint.QUOTA / 2);
        victim.kill();
        Tally tally = load.finish();

        assertThat(tally.surprises()).isEmpty();
        assertThat(tally.unanswered()).containsOnly(victim);
        assertThat(counters)
                .allSatisfy(
                        counter ->
                                assertThat(tally.admitted(counter))
                                        .isLessThanOrEqualTo(Endpoint.QUOTA));
        // Charged without being admitted: calls whose answer was lost, to their client, or inside
        // the grid, which then did the operation again. Each client had one call under way.
        assertThat(tally.admittedInAll())
                .isGreaterThanOrEqualTo(
                        (long) counters.size() * Endpoint.QUOTA
                                - tally.unanswered().size()
                                - CLIENTS);

        cluster.awaitMembers(survivors.size());
        assertExhausted(survivors, exhausted);
        assertExhausted(survivors, counters);
        exhaust(survivors, Counter.unusedAtAll(1));
    }

    private static void exhaust(List<Node> nodes, List<Counter> counters)
            throws InterruptedException {
        Tally tally = Load.start(nodes, CLIENTS, Load.forEach(counters, TOO_MANY)).finish();
        assertThat(tally.surprises()).isEmpty();
        assertThat(tally.unanswered()).isEmpty();
        assertThat(counters)
                .allSatisfy(
                        counter -> assertThat(tally.admitted(counter)).isEqualTo(Endpoint.QUOTA));
    }

    private static void assertExhausted(List<Node> nodes, List<Counter> counters)
            throws IOException, InterruptedException {
        for (Node node : nodes) {
            for (Counter counter : counters) {
                assertThat(Shop.ask(node, counter))
                        .as("what %s answers to %s", node.name(), counter)
                        .matches(Answer::isCompleteRefusal);
            }
        }
    }
}
