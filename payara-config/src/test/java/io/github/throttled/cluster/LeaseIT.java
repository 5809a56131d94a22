package io.github.throttled.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;

/** Nodes that take permits ahead admit what one node would, and no more. */
@ExtendWith(ClusterExtension.class)
class LeaseIT {

    private static final int ONCE_MORE = 30;

    private final Counter counter = Counter.unused(OwnBook.LEASED);

    /** What a node has not used comes back to the others: so the last permit is found, too. */
    @Test
    void all_permits_are_used_and_none_twice(Cluster cluster) throws Exception {
        int admitted = 0;
        for (int i = 0; admitted < OwnBook.LEASED.quota(); i++) {
            admitted += isAdmitted(cluster, i) ? 1 : 0;
        }

        for (int i = 0; i < ONCE_MORE; i++) {
            assertThat(isAdmitted(cluster, i)).isFalse();
        }
    }

    private boolean isAdmitted(Cluster cluster, int i) throws IOException, InterruptedException {
        Answer answer = Shop.ask(cluster.nodes().get(i % Cluster.SIZE), counter);
        assertThat(answer.isRefusal() || answer.status() == 200).isTrue();
        return !answer.isRefusal();
    }
}
