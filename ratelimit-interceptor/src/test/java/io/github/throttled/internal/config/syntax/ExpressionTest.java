package io.github.throttled.internal.config.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.internal.config.model.Configured;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an expression stands for may be somebody's secret. */
class ExpressionTest {

    private static final String SECRET = "bookshop.token-secret=correct-horse-battery";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "throttled.policy.search.limit=${bookshop.token-secret}",
                "throttled.policy.search.limit=5/${bookshop.token-secret}",
                "throttled.policy.search.mode=${bookshop.token-secret}",
                "throttled.policy.search.strategy=${none:${bookshop.token-secret}}",
                "throttled.policy.search.key=bean:${bookshop.token-secret}",
                "throttled.policy.search.cost=bean:${bookshop.token-secret}",
                "throttled.policy.search.exempt=user:a,${bookshop.token-secret}",
                "throttled.trusted-proxies=${bookshop.token-secret}",
                "throttled.global=${bookshop.token-secret}",
                "throttled.route.a.path={${bookshop.token-secret}",
                "throttled.route.a.policy=${bookshop.token-secret}",
                "throttled.nothing=${bookshop.token-secret}",
                "throttled.body=${${bookshop.token-secret}}"
            })
    void no_message_shows_what_an_expression_stands_for(String property) {
        String complaints = Configured.by(withLimit(property)).complaints();

        assertThat(complaints)
                .contains(property.substring(0, property.indexOf('=')))
                .doesNotContain("horse");
    }

    private static String[] withLimit(String property) {
        String limit = "throttled.policy.search.limit";
        return property.startsWith(limit + "=")
                ? new String[] {SECRET, property}
                : new String[] {SECRET, limit + "=5/minute", property};
    }

    @Test
    void a_message_shows_the_expression_instead() {
        String property = "throttled.policy.search.limit = ${bookshop.token-secret}";

        assertThat(Configured.by(SECRET, property.replace(" = ", "=")).complaints())
                .contains(
                        property
                                + ": what its expression stands for is wrong here, and is not shown"
                                + " because it may be a secret");
    }

    @Test
    void the_configuration_may_use_expressions() {
        Configured configured =
                Configured.by("throttled.policy.search.limit=${search.limit:5/minute}");

        assertThat(configured.complaints()).isEmpty();
        assertThat(configured.policy("search").limits())
                .singleElement()
                .satisfies(limit -> assertThat(limit.quota()).isEqualTo(5));
    }

    @Test
    void a_secret_under_a_wrong_name_is_not_shown() {
        assertThat(Configured.by("throttled.partition-key-secrets=correct horse").complaints())
                .contains("throttled.partition-key-secrets", "did you mean")
                .doesNotContain("horse");
    }

    @ParameterizedTest
    @CsvSource({
        "'${x}', true",
        "'a$\\{x}', true",
        "'\\${x', true",
        "'$$\\\\{', true",
        "'$x', false",
        "'{x}', false",
        "'$ {x}', false",
        "'', false"
    })
    void an_expression_is_found_behind_backslashes_too(String text, boolean isExpression) {
        assertThat(Expression.isIn(text)).isEqualTo(isExpression);
    }
}
