package io.github.throttled.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.it.beans.Api;

import org.junit.jupiter.api.Test;

/** A server without Hazelcast. */
class WithoutHazelcastIT {

    @Test
    void every_node_counts_for_itself_and_one_warning_says_so() throws Exception {
        try (PayaraMicro server =
                PayaraMicro.start(
                        Wars.of(Api.class.getPackage(), "throttled.policy.by-hand.limit=3/day"),
                        "--nohazelcast")) {

            assertThat(Client.of(server.application("beans")).admitted(5, "call/method"))
                    .isEqualTo(3);
            assertThat(server.log())
                    .containsOnlyOnce(
                            "There is no Hazelcast instance, so every node counts separately.")
                    .contains("Throttled counts for application 'beans' in this node's memory");
        }
    }
}
