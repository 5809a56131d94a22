package io.github.throttled.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What FAULTS.md says of faults is held by tests. */
class FaultsTest {

    private static final Pattern TEST = Pattern.compile("`(\\w+(?:IT|Test))`");

    @Test
    void everyRowNamesATestThatThereIs() throws IOException {
        Set<String> tests = tests();

        assertThat(rows())
                .hasSizeGreaterThan(1)
                .allSatisfy(
                        row ->
                                assertThat(named(row))
                                        .as(row)
                                        .isNotEmpty()
                                        .allSatisfy(test -> assertThat(tests).contains(test)));
    }

    /** Of the tables whose last column is the test. */
    private static List<String> rows() throws IOException {
        return Files.readAllLines(Path.of("FAULTS.md")).stream()
                .filter(
                        line ->
                                line.startsWith("| ")
                                        && line.chars().filter(c -> c == '|').count() > 3)
                .filter(line -> !line.startsWith("| ---") && !line.endsWith("| held by |"))
                .toList();
    }

    private static List<String> named(String row) {
        String last = row.substring(row.lastIndexOf('|', row.length() - 2));
        return TEST.matcher(last).results().map((MatchResult found) -> found.group(1)).toList();
    }

    private static Set<String> tests() throws IOException {
        try (Stream<Path> files =
                Stream.concat(
                        Files.walk(Path.of("src/test")),
                        Files.walk(Path.of("../ratelimit-interceptor/src/test")))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }
}
