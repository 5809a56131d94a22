package io.github.throttled;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is measured is what users run. */
class BenchmarkRoadTest {

    private static final Path BENCHMARK = Path.of("../payara-config/src/benchmark/java");

    /**
     * A name of ours in a package below the public one, written out or imported; but for the
     * benchmark's own, and its load generator's.
     */
    private static final Pattern INTERNAL =
            Pattern.compile(
                    "io\\.github\\.throttled\\.(?!(?:benchmark|load)\\b)[a-z]\\w*(\\.\\w+)+");

    @Test
    void benchmark_calls_nothing_but_what_applications_may_call() throws IOException {
        assertThat(sources())
                .isNotEmpty()
                .allSatisfy(source -> assertThat(internals(source)).isEmpty());
    }

    @Test
    void a_call_of_something_internal_is_found() {
        assertThat(internals("import static io.github.throttled.internal.engine.Limiter.of;"))
                .hasSize(1);
        assertThat(internals("import io.github.throttled.RateLimiter;")).isEmpty();
        assertThat(internals("import io.github.throttled.benchmark.Row;")).isEmpty();
    }

    private static List<String> internals(String source) {
        return INTERNAL.matcher(source).results().map(MatchResult::group).toList();
    }

    private static List<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(BENCHMARK)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(BenchmarkRoadTest::read)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
