package io.github.throttled.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** So many calls at a time on all nodes together, and what a node that dies leaves of that. */
@ExtendWith(ClusterExtension.class)
class ConcurrencyIT {

    private static final int ADMITTED = 200;
    private static final int REFUSED = 429;

    /** So often in a row nobody is admitted if all places are taken, and not just at the moment. */
    private static final int FOR_GOOD = 5;

    private final String client = UUID.randomUUID().toString();

    @Test
    void what_a_killed_node_held_is_free_again_and_what_others_hold_is_not(Cluster cluster)
            throws Exception {
        Node victim = cluster.nodes().get(0);
        Node other = cluster.nodes().get(1);
        Node asked = cluster.nodes().get(2);
        List<SlowUpload> lost = List.of(begin(victim), begin(victim));
        List<SlowUpload> kept = List.of(begin(other), begin(other));
        awaitAllPlacesTaken(asked, Stream.concat(lost.stream(), kept.stream()).toList());

        victim.kill();
        while (quickUpload(asked) == REFUSED) {
            goOn(kept);
        }

        List<SlowUpload> all = new ArrayList<>(kept);
        all.add(begin(asked));
        all.add(begin(asked));
        awaitAllPlacesTaken(asked, all);
        for (SlowUpload upload : all) {
            assertThat(upload.finish()).isEqualTo(ADMITTED);
        }
        while (quickUpload(asked) == REFUSED) {
            // What has ended is given back soon.
        }
        for (SlowUpload upload : lost) {
            upload.close();
        }
    }

    /** Those that come in each other's way, or in that of our asking, are begun again. */
    private void awaitAllPlacesTaken(Node node, List<SlowUpload> uploads) throws IOException {
        assertThat(uploads).hasSize(SlowUpload.AT_A_TIME);
        for (int refused = 0; refused < FOR_GOOD; ) {
            goOn(uploads);
            refused = quickUpload(node) == REFUSED ? refused + 1 : 0;
        }
    }

    private static void goOn(List<SlowUpload> uploads) throws IOException {
        for (SlowUpload upload : uploads) {
            upload.goOn();
        }
    }

    private int quickUpload(Node node) throws IOException {
        int status = SlowUpload.quick(node, client);
        assertThat(status).isIn(ADMITTED, REFUSED);
        return status;
    }

    private SlowUpload begin(Node node) throws IOException {
        return SlowUpload.begin(node, client);
    }
}
