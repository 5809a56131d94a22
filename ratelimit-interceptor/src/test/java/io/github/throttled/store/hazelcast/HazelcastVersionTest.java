package io.github.throttled.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

/** The build runs the tests of the grid on several versions of Hazelcast, with the same classes. */
class HazelcastVersionTest {

    private static final String EXPECTED = System.getProperty("tests.hazelcast");

    @Test
    void the_members_of_these_tests_run_the_version_that_the_build_says() {
        assumeTrue(EXPECTED != null, "not started by the build");
        try (Grid grid = Grid.of(1)) {
            String running = grid.member(0).getCluster().getLocalMember().getVersion().toString();

            assertThat(running).isEqualTo(EXPECTED);
        }
    }
}
