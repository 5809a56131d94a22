package io.github.throttled.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.it.grid.OwnGrid;

import org.junit.jupiter.api.Test;

/** An application that brings a Hazelcast instance of its own. */
class OwnGridIT {

    @Test
    void it_is_taken_rather_than_the_servers() throws Exception {
        try (PayaraMicro server =
                PayaraMicro.start(Wars.of(OwnGrid.class.getPackage()), "--nocluster")) {

            assertThat(server.log())
                    .contains(
                            "Throttled counts for application 'grid' in Hazelcast instance"
                                    + " 'of-the-application', members: 1.");
        }
    }
}
