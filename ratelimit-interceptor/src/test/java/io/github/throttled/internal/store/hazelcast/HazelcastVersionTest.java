package io.github.throttled.internal.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

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

    @Test
    void every_test_of_the_engine_on_a_grid_is_run_on_them() throws IOException {
        List<String> listed = Files.readAllLines(Path.of("src/test/grid-tests.txt"));
        try (Stream<Path> tests =
                Files.walk(Path.of("src/test/java/io/github/throttled/internal/engine"))) {
            assertThat(tests.filter(HazelcastVersionTest::startsAGrid))
                    .isNotEmpty()
                    .allSatisfy(test -> assertThat(listed).contains("**/" + test.getFileName()));
        }
    }

    private static boolean startsAGrid(Path source) {
        try {
            return source.toString().endsWith("Test.java")
                    && Files.readString(source).contains("Grid.of(");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
