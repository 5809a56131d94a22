package io.github.throttled.internal.config.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.throttled.internal.config.route.RouteSegment.Any;
import io.github.throttled.internal.config.route.RouteSegment.Literal;
import io.github.throttled.internal.config.route.RouteSegment.One;
import io.github.throttled.internal.config.syntax.BadValueException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutePatternTest {

    @Test
    void a_path_is_literals_and_wildcards() {
        assertThat(RoutePattern.parse("/shops/{shop}/**/orders/*").segments())
                .containsExactly(
                        new Literal("shops"),
                        new One(),
                        new Any(),
                        new Literal("orders"),
                        new One());
    }

    @ParameterizedTest
    @CsvSource({
        "/search, /search",
        "search/, /search",
        "/, /",
        "**, /**",
        "/{id}, /*",
        "/caf%C3%A9, /café",
        "/a+b, /a+b",
        "/%2A, /*",
        "/v1.0/a_b~c@d:e, /v1.0/a_b~c@d:e"
    })
    void the_same_path_can_be_written_in_several_ways(String written, String shown) {
        assertThat(RoutePattern.parse(written)).hasToString(shown);
    }

    @Test
    void an_encoded_star_is_a_literal() {
        assertThat(RoutePattern.parse("/%2A").segments()).containsExactly(new Literal("*"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/a//b | empty segment",
                "// | empty segment",
                "https://shop.example/search | empty segment",
                "/**/a/** | ** only once",
                "/*.html | whole segments",
                "/a*/b | whole segments",
                "/*** | whole segments",
                "/{id:[0-9]+} | a route has none; write {id}",
                "/{id: [0-9]+} | \"{id: [0-9]+}\" is a regular expression, and a route has none; write {id}",
                "/a/{id : [0-9]{2}}/b | \"{id : [0-9]{2}}\" is a regular expression",
                "/{ id } | write {id}",
                "/a/{path: .*} | write ** for any number of segments",
                "/a/{path:[^/]+/b} | write ** for any number of segments",
                "/gigs/[a-z]+ | \"[a-z]+\" looks like a regular expression, and a route has none; write {name}",
                "/gigs/.+ | looks like a regular expression",
                "/gigs/\\d+ | looks like a regular expression",
                "^/gigs | looks like a regular expression",
                "/{} | neither a literal nor *, {name} or **",
                "/a{id} | whole segments",
                "/{id | neither a literal",
                "/search?q=x | cannot be part of a path",
                "/search#top | cannot be part of a path",
                "/search;a=b | cannot be part of a path",
                "/a b | cannot be part of a path",
                "/a, /b | every route has one path",
                "/a,/b | every route has one path",
                "/a/../b | . or ..",
                "/a/%2e | . or ..",
                "/100% | write %25",
                "/%zz | write %25",
            })
    void what_no_path_matches_is_an_error(String written, String complaint) {
        assertThatThrownBy(() -> RoutePattern.parse(written))
                .isInstanceOf(BadValueException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void alternatives_are_no_literal() {
        assertThatThrownBy(() -> RoutePattern.parse("/gigs/(a|b)"))
                .hasMessageContaining("\"(a|b)\" looks like a regular expression");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a/./b", "/.."})
    void dots_are_shown(String written) {
        assertThatThrownBy(() -> RoutePattern.parse(written)).hasMessageContaining(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/c++", "/Products(1)", "/a$b", "/%5Ba-z%5D+", "/v1.0+beta", "/{a.b-c}"})
    void what_is_legal_in_a_path_is_no_regular_expression(String written) {
        assertThat(RoutePattern.parse(written).segments()).hasSize(1);
    }

    @Property
    void any_text_is_a_path_or_a_clear_error(
            @ForAll
                    @Chars({
                        '/', '*', '{', '}', 'a', '.', '%', '2', 'e', ';', ',', ' ', ':', '[', '+'
                    })
                    String text) {
        try {
            RoutePattern.parse(text);
        } catch (BadValueException e) {
            assertThat(e).hasMessageMatching("(?s).{20,}");
        }
    }
}
