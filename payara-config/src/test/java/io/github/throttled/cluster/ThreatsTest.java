package io.github.throttled.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What THREATS.md answers is held by tests. */
class ThreatsTest {

    private static final Pattern TEST = Pattern.compile("`(\\w+#\\w+)`");

    private static final Pattern METHOD =
            Pattern.compile(
                    "@(?:Test|ParameterizedTest|Property|ArchTest)\\b.{0,9000}?"
                            + "\\b(?:void|ArchRule)\\s+(\\w+)",
                    Pattern.DOTALL);

    @Test
    void everyRowNamesTestsThatThereAre() throws IOException {
        Set<String> tests = tests();

        assertThat(rows())
                .hasSizeGreaterThan(15)
                .allSatisfy(row -> assertThat(tests).as(row).containsAll(named(row)))
                .allSatisfy(row -> assertThat(named(row)).as(row).isNotEmpty());
    }

    private static List<String> rows() throws IOException {
        return Files.readAllLines(Path.of("THREATS.md")).stream()
                .filter(line -> line.startsWith("| "))
                .filter(line -> !line.startsWith("| ---") && !line.endsWith("| held by |"))
                .toList();
    }

    /** What the last column names. */
    private static List<String> named(String row) {
        String last = row.substring(row.lastIndexOf('|', row.length() - 2));
        return TEST.matcher(last).results().map(found -> found.group(1)).toList();
    }

    private static Set<String> tests() throws IOException {
        Set<String> tests = new TreeSet<>();
        for (String sources : List.of("src/test/java", "../ratelimit-interceptor/src/test/java")) {
            try (Stream<Path> files = Files.walk(Path.of(sources))) {
                for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    String type = file.getFileName().toString().replace(".java", "");
                    METHOD.matcher(Files.readString(file))
                            .results()
                            .forEach(found -> tests.add(type + "#" + found.group(1)));
                }
            }
        }
        return tests;
    }
}
