package io.github.throttled.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the manual says of faults and threats is held by the tests that it names. */
class HeldByTest {

    private static final Path MANUAL = Path.of("..", "ratelimit-interceptor", "docs");

    private static final String HEAD = "| held by |";

    private static final Pattern NAME =
            Pattern.compile("`(\\w+(?:IT|Test|Properties|Contract)(?:#\\w+)?)`");

    private static final Pattern METHOD =
            Pattern.compile(
                    "@(?:Test|ParameterizedTest|Property|Example|ArchTest)\\b.{0,9000}?"
                            + "\\b(?:void|ArchRule)\\s+(\\w+)",
                    Pattern.DOTALL);

    @ParameterizedTest
    @CsvSource({"failures.md, 15", "security.md, 20", "responses.md, 7"})
    void every_row_names_tests_that_there_are(String document, int least) throws IOException {
        Set<String> tests = tests();

        assertThat(rows(MANUAL.resolve(document)))
                .hasSizeGreaterThanOrEqualTo(least)
                .allSatisfy(row -> assertThat(named(row)).as(row).isNotEmpty())
                .allSatisfy(row -> assertThat(tests).as(row).containsAll(named(row)));
    }

    /** Of the tables whose last column says so. */
    private static List<String> rows(Path document) throws IOException {
        boolean[] held = {false};
        return Files.readAllLines(document).stream()
                .filter(
                        line -> {
                            boolean head = line.endsWith(HEAD);
                            held[0] = line.startsWith("|") && (held[0] || head);
                            return held[0] && !head && !line.startsWith("| ---");
                        })
                .toList();
    }

    private static List<String> named(String row) {
        String last = row.substring(row.lastIndexOf('|', row.length() - 2));
        return NAME.matcher(last).results().map(found -> found.group(1)).toList();
    }

    /** Classes, and their methods as {@code Class#method}. */
    private static Set<String> tests() throws IOException {
        Set<String> tests = new TreeSet<>();
        for (String sources : List.of("src/test/java", "../ratelimit-interceptor/src/test/java")) {
            try (Stream<Path> files = Files.walk(Path.of(sources))) {
                for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    String type = file.getFileName().toString().replace(".java", "");
                    tests.add(type);
                    METHOD.matcher(Files.readString(file))
                            .results()
                            .forEach(found -> tests.add(type + "#" + found.group(1)));
                }
            }
        }
        return tests;
    }
}
