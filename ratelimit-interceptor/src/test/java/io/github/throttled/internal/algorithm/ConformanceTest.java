package io.github.throttled.internal.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Plays the table {@code conformance.txt}, which explains itself. */
class ConformanceTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void a_strategy_answers_as_the_table_says(ConformanceRow row) {
        assertThat(row.play()).isEqualTo(row.expected());
    }

    @Test
    void the_table_has_rows_of_every_algorithm() {
        assertThat(rows())
                .hasSizeGreaterThanOrEqualTo(200)
                .extracting(row -> row.algorithm().getClass().getName())
                .contains(names(Algorithm.class.getPermittedSubclasses()));
    }

    @Test
    void no_row_is_there_twice() {
        assertThat(rows()).extracting(ConformanceRow::toString).doesNotHaveDuplicates();
    }

    private static String[] names(Class<?>[] classes) {
        return Arrays.stream(classes).map(Class::getName).toArray(String[]::new);
    }

    static List<ConformanceRow> rows() {
        var table = ConformanceTest.class.getResourceAsStream("conformance.txt");
        try (var lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(ConformanceRow::parse)
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
