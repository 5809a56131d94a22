package io.github.throttled.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.List;

/** The metrics of all nodes add up to what clients sent and got. */
@Tag("long")
@ExtendWith(ClusterExtension.class)
class MetricsIT {

    private static final int CLIENTS = 12;
    private static final int CALLS = 3 * Endpoint.QUOTA;

    @Test
    void rejections_and_admissions_are_those_of_the_clients(Cluster cluster) throws Exception {
        String policy = Reported.REJECTING.policy();
        Scrape before = Scrape.of(cluster.nodes());
        Counter counter = Counter.unused(Reported.REJECTING);

        Tally tally = send(cluster, counter);

        tally.assertNothingButAdmissionsAndRefusals();
        Scrape after = Scrape.of(cluster.nodes());
        assertThat(more(before, after, policy, "admitted"))
                .isEqualTo(tally.admitted(counter))
                .isEqualTo(Endpoint.QUOTA);
        assertThat(more(before, after, policy, "rejected"))
                .isEqualTo(tally.refused())
                .isEqualTo(CALLS - Endpoint.QUOTA);
        assertThat(all(before, after, policy)).isEqualTo(CALLS);
        assertThat(after.nodesWith(policy)).isEqualTo(Cluster.SIZE);
        assertThat(after.contains(counter.key())).isFalse();
    }

    @Test
    void what_a_dry_run_would_have_rejected_is_told_apart(Cluster cluster) throws Exception {
        String policy = Reported.WATCHING.policy();
        Scrape before = Scrape.of(cluster.nodes());
        Counter counter = Counter.unused(Reported.WATCHING);

        Tally tally = send(cluster, counter);

        assertThat(tally.admitted(counter)).isEqualTo(CALLS);
        Scrape after = Scrape.of(cluster.nodes());
        assertThat(more(before, after, policy, "admitted")).isEqualTo(Endpoint.QUOTA);
        assertThat(more(before, after, policy, "dry-run-rejected"))
                .isEqualTo(CALLS - Endpoint.QUOTA);
        assertThat(all(before, after, policy)).isEqualTo(CALLS);
    }

    @Test
    void bans_are_told_apart(Cluster cluster) throws Exception {
        String policy = Reported.BANNING.policy();
        Scrape before = Scrape.of(cluster.nodes());
        Counter counter = Counter.unused(Reported.BANNING);

        Tally tally = send(cluster, counter);

        assertThat(tally.admitted(counter)).isEqualTo(Endpoint.QUOTA);
        Scrape after = Scrape.of(cluster.nodes());
        assertThat(more(before, after, policy, "admitted")).isEqualTo(Endpoint.QUOTA);
        assertThat(more(before, after, policy, "banned")).isPositive();
        assertThat(all(before, after, policy)).isEqualTo(CALLS);
    }

    private static Tally send(Cluster cluster, Counter counter) throws InterruptedException {
        return Load.run(cluster.nodes(), CLIENTS, Calls.forAll(List.of(counter), CALLS));
    }

    private static long more(Scrape before, Scrape after, String policy, String outcome) {
        return after.decisions(policy, outcome) - before.decisions(policy, outcome);
    }

    /** All outcomes that calls of this policy can have. */
    private static long all(Scrape before, Scrape after, String policy) {
        return List.of(
                        "admitted",
                        "rejected",
                        "dry-run-rejected",
                        "failed-open",
                        "failed-closed",
                        "banned",
                        "denied")
                .stream()
                .mapToLong(outcome -> more(before, after, policy, outcome))
                .sum();
    }
}
