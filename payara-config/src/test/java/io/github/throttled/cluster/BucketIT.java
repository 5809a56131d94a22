package io.github.throttled.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** All nodes together get what is in a bucket and what comes back to it, and no more. */
@ExtendWith(ClusterExtension.class)
class BucketIT {

    private static final int CLIENTS = 12;

    /** Of so many counters, some are lost with a node that takes what it owns with it. */
    private static final int COUNTERS = 4;

    @ParameterizedTest
    @EnumSource
    void never_more_is_admitted_than_the_burst_and_what_has_come_back(
            FlowingBucket bucket, Cluster cluster) throws IOException, InterruptedException {
        List<Counter> counter = List.of(Counter.unused(bucket));
        long begin = System.currentTimeMillis();

        Tally tally = drain(counter, cluster.nodes(), () -> {});

        tally.assertNothingButAdmissionsAndRefusals();
        assertNeverMore(bucket, tally.admissionMillis(counter.get(0)), begin);
    }

    @Test
    void a_killed_node_fills_no_bucket(Cluster cluster) throws IOException, InterruptedException {
        Node victim = cluster.nodes().get(Cluster.SIZE - 1);
        FlowingBucket bucket = FlowingBucket.TOKEN_BUCKET;
        List<Counter> counters =
                Stream.generate(() -> Counter.unused(bucket)).limit(COUNTERS).toList();
        long begin = System.currentTimeMillis();

        Tally tally = drain(counters, cluster.nodes(), victim::kill);

        assertThat(tally.surprises()).isEmpty();
        assertThat(tally.unanswered()).containsOnly(victim);
        for (Counter counter : counters) {
            assertNeverMore(bucket, tally.admissionMillis(counter), begin);
        }
    }

    /** Takes what there is, for two seconds at least, with an event halfway. */
    private static Tally drain(List<Counter> counters, List<Node> nodes, Runnable event)
            throws IOException, InterruptedException {
        letAllIn(nodes, counters);
        Calls calls = Calls.endlessFor(counters);
        int secondsWorth = counters.size() * FlowingBucket.PER_SECOND;
        try (Load load = Load.start(nodes, CLIENTS, calls)) {
            load.awaitAdmissions(secondsWorth);
            event.run();
            load.awaitAdmissions(secondsWorth);
            calls.end();
            return load.finish();
        }
    }

    /**
     * Each node admits a call, and so writes its time to the counter: it is not behind any node's
     * clock when the load begins, and will not gain by catching up.
     */
    private static void letAllIn(List<Node> nodes, List<Counter> counters)
            throws IOException, InterruptedException {
        for (Node node : nodes) {
            for (Counter counter : counters) {
                while (Shop.ask(node, counter).isRefusal()) {
                    Thread.onSpinWait();
                }
            }
        }
    }

    private static void assertNeverMore(FlowingBucket bucket, List<Long> admissions, long begin) {
        for (int i = 0; i < admissions.size(); i++) {
            long elapsed = admissions.get(i) - begin;
            assertThat(i + 1L)
                    .as("admitted within %d ms", elapsed)
                    .isLessThanOrEqualTo(bucket.mostWithin(elapsed));
        }
    }
}
