package io.github.throttled.internal.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * States as they are stored in grids, where nodes of several versions may read them: see {@code
 * stored-states.txt}. A line that has been released does not change any more. Who has to change
 * what a state means gives it another version instead.
 */
class FormerVersionsTest {

    private static final long MINUTE = 60_000;

    /** 2025-01-01, the beginning of a minute. */
    private static final long START = 1_735_689_600_000L;

    private record Row(String name, long[] stored, long remaining, long waitMillis) {

        static Row parse(String line) {
            String[] parts = line.split("\\s*\\|\\s*");
            long[] stored = Arrays.stream(parts[1].split(" ")).mapToLong(Long::parseLong).toArray();
            return new Row(parts[0], stored, Long.parseLong(parts[2]), Long.parseLong(parts[3]));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void what_was_stored_is_read(Row row) {
        Verdict verdict = limits(row.name()).open(row.stored(), START + 45_000).peek(9);

        assertThat(verdict.readings().get(0).remaining()).isEqualTo(row.remaining());
        assertThat(verdict.readings().get(0).waitMillis()).isEqualTo(row.waitMillis());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void what_is_stored_is_what_was(Row row) {
        Entry entry = new Entry(limits(row.name()));
        if (row.name().endsWith("set back")) {
            entry.take(START + 10 * MINUTE, 4);
        }
        entry.take(START + 10_000, 4);
        entry.take(START + 40_000, 3);

        assertThat(entry.stored()).isEqualTo(row.stored());
    }

    static List<Row> rows() throws IOException {
        try (InputStream in = FormerVersionsTest.class.getResourceAsStream("stored-states.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Row::parse)
                    .toList();
        }
    }

    private static Limits limits(String name) {
        Algorithm fixed = Algorithm.fixedWindow(10, MINUTE);
        return switch (name) {
            case "fixed-window", "fixed-window, set back" -> new Limits(List.of(fixed));
            case "calendar month" ->
                    new Limits(
                            List.of(
                                    Algorithm.calendarWindow(
                                            10, CalendarPeriod.MONTH, ZoneId.of("UTC"))));
            case "sliding-window" -> new Limits(List.of(Algorithm.slidingWindow(10, MINUTE)));
            case "segmented" -> new Limits(List.of(Algorithm.segmentedWindow(10, MINUTE, 6)));
            case "sliding-log", "sliding-log, set back" ->
                    new Limits(List.of(Algorithm.slidingLog(10, MINUTE)));
            case "token-bucket" -> new Limits(List.of(Algorithm.tokenBucket(10, MINUTE, 10)));
            case "leaky-bucket" -> new Limits(List.of(Algorithm.leakyBucket(10, MINUTE, 10, 0)));
            case "concurrent" -> new Limits(List.of(Algorithm.concurrency(10, 4711)));
            case "two limits" -> new Limits(List.of(fixed, Algorithm.slidingLog(100, 60 * MINUTE)));
            case "ban" -> new Limits(List.of(Algorithm.fixedWindow(5, MINUTE)), Optional.of(ban()));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static BanRule ban() {
        return new BanRule(3, 10 * MINUTE);
    }
}
