package io.github.throttled.internal.config.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Which routes a request has. Routes are named like their patterns here, with their methods. */
class RouteTableTest {

    @ParameterizedTest
    @CsvSource({
        "/search, search",
        "/search, search/",
        "/search, /search",
        "/search, search;a=b/;c",
        "/search, %73earch",
        "/search, se%61rch",
        "/a/*, a/b",
        "/a/*, a/%2A",
        "/a/**, a",
        "/a/**, a/b/c",
        "/**, ''",
        "/**, a/b",
        "/, ''",
        "/, /",
        "/**/z, z",
        "/**/z, a/b/z",
        "/a/**/z, a/z",
        "/a/**/z, a/z/z",
        "/a/**/*, a/b",
        "/café, caf%C3%A9",
        "/café, caf%c3%a9",
        "/a+b, a+b",
    })
    void a_path_matches(String pattern, String path) {
        assertThat(table(pattern).find("GET", path))
                .extracting(Route::name)
                .containsExactly(pattern);
    }

    @ParameterizedTest
    @CsvSource({
        "/search, Search",
        "/search, search/x",
        "/search, ''",
        "/search, %2573earch",
        "/search, se%zzarch",
        "/a/*, a",
        "/a/*, a/b/c",
        "/, a",
        "/a/**/z, a",
        "/a/**/a, a",
        "/a/**/*, a",
        "/a b, a+b"
    })
    void a_path_does_not_match(String pattern, String path) {
        assertThat(table(pattern.replace(" ", "%20")).find("GET", path)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a, /a",
        "a/b, /a/b",
        "a/x, /a/*",
        "x/b, /*/b",
        "a/b/c, /a/**/c",
        "a/b/x, /a/**",
        "a/x/y/c, /a/**/y/c",
        "x/y/z, /**",
        "x/y/c, /**/c",
    })
    void the_most_specific_route_wins(String path, String pattern) {
        RouteTable table =
                table(
                        "/**",
                        "/**/c",
                        "/a/**",
                        "/a/**/c",
                        "/a/**/y/c",
                        "/*/b",
                        "/a/*",
                        "/a/b",
                        "/a");

        assertThat(table.find("GET", path)).extracting(Route::name).containsExactly(pattern);
    }

    @Test
    void what_stands_on_the_left_is_compared_first() {
        assertThat(table("/**/a/b", "/a/*").find("GET", "a/b"))
                .extracting(Route::name)
                .containsExactly("/a/*");
    }

    @Test
    void a_more_specific_path_for_other_methods_is_passed_over() {
        RouteTable table = table("/a/**", "POST /a/b", "PUT /a/*");

        assertThat(names(table, "POST", "a/b")).containsExactly("POST /a/b");
        assertThat(names(table, "PUT", "a/b")).containsExactly("PUT /a/*");
        assertThat(names(table, "GET", "a/b")).containsExactly("/a/**");
    }

    @Test
    void of_one_pattern_the_route_that_names_the_method_wins() {
        RouteTable table = table("/a", "POST,PUT /a");

        assertThat(names(table, "PUT", "a")).containsExactly("POST,PUT /a");
        assertThat(names(table, "PURGE", "a")).containsExactly("/a");
    }

    @Test
    void head_is_get_unless_it_has_a_route_of_its_own() {
        assertThat(names(table("GET /a", "/a"), "HEAD", "a")).containsExactly("GET /a");
        assertThat(names(table("GET /a", "HEAD /a"), "HEAD", "a")).containsExactly("HEAD /a");
        assertThat(names(table("HEAD /a"), "GET", "a")).isEmpty();
    }

    @Test
    void options_is_a_method_like_others() {
        assertThat(names(table("/a"), "OPTIONS", "a")).containsExactly("/a");
        assertThat(names(table("OPTIONS /a"), "OPTIONS", "a")).containsExactly("OPTIONS /a");
        assertThat(names(table("/a", "OPTIONS /**"), "OPTIONS", "a")).containsExactly("/a");
    }

    @ParameterizedTest
    @CsvSource({
        "files/../search, /files/** /search",
        "files/x/%2e%2e/%2E%2e/search, /files/** /search",
        "x/../search, /search",
        "./search, /search",
        "//search, /search",
        "files//public/x, /files/** /files/public/*",
        "files/public//x, /files/** /files/public/*",
        "files/public%2Fx, /files/** /files/public/*",
        "files/..%2fsearch, /files/** /search",
        "../../search, /search",
        "search//, /search",
        "files/./.., /files/** /**",
    })
    void a_path_that_can_be_read_in_two_ways_belongs_to_both(String path, String patterns) {
        RouteTable table = table("/search", "/files/**", "/files/public/*");
        if (patterns.endsWith(" /**")) {
            table.add(route("/**"));
        }

        assertThat(names(table, "GET", path)).containsExactlyInAnyOrder(patterns.split(" "));
    }

    @Test
    void the_routes_of_two_readings_that_agree_are_one() {
        assertThat(names(table("/files/**"), "GET", "files//x")).containsExactly("/files/**");
    }

    @Test
    void the_effort_does_not_grow_with_the_number_of_routes() {
        RouteTable small = tableOf(10);
        RouteTable large = tableOf(1_000);

        for (String path : List.of("r1/s/1/t", "r9/x", "r9/s/x/y/z", "none", "r3/s/1/t/u/v/w")) {
            assertThat(large.visits("GET", path))
                    .isEqualTo(small.visits("GET", path))
                    .isLessThan(12);
        }
    }

    @Test
    void the_effort_does_not_explode_with_a_hostile_path() {
        RouteTable table = table("/**/a/a/a/b", "/*/a/**/a", "/a/**/*/b", "/**/*/*/*");

        assertThat(table.visits("GET", "a/".repeat(4_000))).isLessThan(20);
    }

    /** Routes that have their first segments to themselves, a fifth of them of each kind. */
    private static RouteTable tableOf(int routes) {
        List<String> kinds = List.of("/r%d/s/*/t", "/r%d/**", "/r%d/s/{id}/**", "/r%d/x", "/r%d");
        return table(
                IntStream.range(0, routes)
                        .mapToObj(i -> kinds.get(i % kinds.size()).formatted(i))
                        .toArray(String[]::new));
    }

    private static RouteTable table(String... routes) {
        RouteTable table = new RouteTable();
        Arrays.stream(routes).forEach(route -> assertThat(table.add(route(route))).isEmpty());
        return table;
    }

    /** A pattern, possibly with methods before it. */
    private static Route route(String text) {
        int space = text.indexOf(' ');
        Set<String> methods = space < 0 ? Set.of() : Set.of(text.substring(0, space).split(","));
        RoutePattern pattern = RoutePattern.parse(text.substring(space + 1));
        return new Route(text, pattern, methods, List.of("policy"));
    }

    private static List<String> names(RouteTable table, String method, String path) {
        return table.find(method, path).stream().map(Route::name).toList();
    }
}
