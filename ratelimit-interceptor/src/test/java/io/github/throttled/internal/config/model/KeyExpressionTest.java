package io.github.throttled.internal.config.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.throttled.internal.config.syntax.BadValueException;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class KeyExpressionTest {

    private static final KeySource IP = new KeySource.Ip();
    private static final KeySource USER = new KeySource.User();
    private static final KeySource TENANT = new KeySource.Header("x-tenant");

    @Test
    void combinations_bind_tighter_than_alternatives() {
        assertThat(KeyExpression.parse("user+header:X-Tenant | ip").alternatives())
                .containsExactly(List.of(USER, TENANT), List.of(IP));
    }

    @Test
    void every_source_is_read() {
        assertThat(
                        KeyExpression.parse(
                                        "header:a|cookie:b|claim:c|path:d|query:e|session|param|tenant|ip")
                                .sources())
                .containsExactly(
                        new KeySource.Header("a"),
                        new KeySource.Cookie("b"),
                        new KeySource.Claim("c"),
                        new KeySource.PathParameter("d"),
                        new KeySource.QueryParameter("e"),
                        new KeySource.Session(),
                        new KeySource.Parameter(),
                        new KeySource.Resolver("tenant"),
                        new KeySource.Ip());
    }

    @Test
    void header_names_are_the_same_in_any_case() {
        assertThat(KeyExpression.parse("header:X-TENANT"))
                .isEqualTo(KeyExpression.parse("header: x-tenant"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "header > header:NAME",
                "heder:X-Tenant > did you mean header:NAME?",
                "cookie: > a name is missing",
                "cookie > cookie:NAME",
                "2nd > is not a key source",
                "header: > is not the name of a header",
                "header:X Tenant > is not the name of a header",
                "ip| > a key source is missing",
                "|ip > a key source is missing",
                "ip++user > a key source is missing",
                "ip|ip > the same key source is there twice",
                "ip+ip > the same key source is there twice",
                "global+ip > global adds nothing to a combination",
                "global|ip > put global last",
            })
    void says_what_is_wrong(String text, String complaint) {
        assertThatThrownBy(() -> KeyExpression.parse(text.strip()))
                .isInstanceOf(BadValueException.class)
                .hasMessageContaining(complaint.strip());
    }

    @Property
    void nothing_is_thrown_but_its_own_error(@ForAll("almostKeys") String text) {
        Throwable thrown = catchThrowable(() -> KeyExpression.parse(text));

        if (thrown != null) {
            assertThat(thrown).isInstanceOf(BadValueException.class);
        }
    }

    @Provide
    Arbitrary<String> almostKeys() {
        return Arbitraries.of(
                        "ip", "user", "header:", "header", "X-A", "|", "+", ":", " ", "global",
                        "\n")
                .list()
                .ofMaxSize(6)
                .map(list -> String.join("", list));
    }
}
