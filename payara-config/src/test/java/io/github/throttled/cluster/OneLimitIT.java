package io.github.throttled.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import java.io.IOException;
import java.util.List;

/** All nodes together enforce one limit. */
@ExtendWith(ClusterExtension.class)
class OneLimitIT {

    private static final int CLIENTS = 24;
    private static final int FAR_TOO_MANY = 10 * Endpoint.QUOTA;

    @ParameterizedTest
    @EnumSource
    void concurrent_calls_on_all_nodes_are_admitted_exactly_up_to_the_quota(
            Endpoint endpoint, Cluster cluster) throws InterruptedException {
        Counter counter = Counter.unused(endpoint);

        Tally tally =
                Load.start(cluster.nodes(), CLIENTS, Calls.forAll(List.of(counter), FAR_TOO_MANY))
                        .finish();

        assertThat(tally.surprises()).isEmpty();
        assertThat(tally.unanswered()).isEmpty();
        assertThat(tally.admitted(counter)).isEqualTo(Endpoint.QUOTA);
        assertThat(tally.refused()).isEqualTo(FAR_TOO_MANY - Endpoint.QUOTA);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "FIXED_WINDOW")
    void each_call_leaves_one_less_whichever_node_answers(Endpoint endpoint, Cluster cluster)
            throws IOException, InterruptedException {
        Counter counter = Counter.unused(endpoint);

        for (int left = Endpoint.QUOTA - 1; left >= 0; left--) {
            Answer answer = Shop.ask(nodeInTurn(cluster, left), counter);
            assertThat(answer.status()).isEqualTo(endpoint.statusWhenAdmitted());
            assertThat(answer.leastRemaining()).isEqualTo(left);
        }
        for (Node node : cluster.nodes()) {
            assertThat(Shop.ask(node, counter)).matches(Answer::isCompleteRefusal);
        }
    }

    @Test
    void a_refusal_by_one_limit_costs_nothing_in_the_other(Cluster cluster)
            throws IOException, InterruptedException {
        Counter counter = Counter.unused(Endpoint.TWO_LIMITS);

        Exhaustion.exhaust(cluster.nodes(), List.of(counter));

        for (Node node : cluster.nodes()) {
            Answer answer = Shop.ask(node, counter);
            assertThat(answer.quotas()).containsExactly(100L, 150L);
            assertThat(answer.remaining()).containsExactly(0L, 50L);
        }
    }

    private static Node nodeInTurn(Cluster cluster, int call) {
        return cluster.nodes().get(call % Cluster.SIZE);
    }
}
