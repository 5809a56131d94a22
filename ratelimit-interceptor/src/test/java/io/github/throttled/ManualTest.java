package io.github.throttled;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What holds for every page of the manual, also for pages that are added. */
class ManualTest {

    private static final int LONGEST_FRONT_PAGE = 200;

    private static final Pattern RATIO = Pattern.compile("\\b\\d+(?:\\.\\d+)?x(?=\\W)");

    /** In the bookshop, and in applications that are tested. */
    private static final List<String> SOURCES =
            Stream.of("example-war/src/main", "ratelimit-interceptor/src/test")
                    .flatMap(directory -> Readme.sources(directory).stream())
                    .filter(source -> !source.contains("org.junit"))
                    .map(ManualTest::unindented)
                    .toList();

    @ParameterizedTest
    @MethodSource("io.github.throttled.Readme#pages")
    void java_is_copied_from_tested_applications_or_compiles(String page) {
        List<String> blocks = Readme.blocks(page, "java");

        for (int i = 0; i < blocks.size(); i++) {
            String block = blocks.get(i);
            if (SOURCES.stream().noneMatch(source -> source.contains(unindented(block)))) {
                assertThat(new Snippet(block, blocks.subList(0, i)).errors()).as(block).isEmpty();
            }
        }
    }

    @Test
    void the_class_of_the_front_page_is_a_whole_file_that_is_tested() {
        assertThat(Readme.blocks("README.md", "java").get(0))
                .isEqualTo(
                        Readme.text(
                                "ratelimit-interceptor/src/test/java/io/github/throttled/frontpage/BookResource.java"));
    }

    @Test
    void the_front_page_is_short() {
        assertThat(Readme.text("README.md").lines().count())
                .isLessThanOrEqualTo(LONGEST_FRONT_PAGE);
    }

    @Test
    void the_index_has_every_page() {
        String index = Readme.text(Readme.MANUAL + "README.md");

        assertThat(Readme.pages())
                .map(page -> page.replace(Readme.MANUAL, ""))
                .filteredOn(page -> !page.equals("README.md") && !page.contains("/"))
                .allSatisfy(page -> assertThat(index).contains("(" + page + ")"));
    }

    @Test
    void ratios_in_prose_are_those_of_the_benchmarks_tables() {
        List<String> measured = ratios(Readme.MANUAL + "benchmarks.md");

        assertThat(measured).isNotEmpty();
        for (String page : List.of("README.md", Readme.MANUAL + "performance.md")) {
            assertThat(measured).as(page).containsAll(ratios(page));
        }
    }

    private static List<String> ratios(String page) {
        return RATIO.matcher(Readme.text(page)).results().map(MatchResult::group).toList();
    }

    private static String unindented(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining("\n"));
    }
}
