package io.github.throttled.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;

/** Uses up the quota of counters, and looks whether it still is used up. */
final class Exhaustion {

    static final int CLIENTS = 12;

    private Exhaustion() {}

    /** Sends too many calls for each, all at once; exactly the quota of each is admitted. */
    static void exhaust(List<Node> nodes, List<Counter> counters) throws InterruptedException {
        Tally tally = Load.run(nodes, CLIENTS, Calls.forAll(counters));

        tally.assertNothingButAdmissionsAndRefusals();
        assertThat(counters)
                .allSatisfy(
                        counter -> assertThat(tally.admitted(counter)).isEqualTo(Endpoint.QUOTA));
    }

    static void assertExhausted(List<Node> nodes, List<Counter> counters)
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
