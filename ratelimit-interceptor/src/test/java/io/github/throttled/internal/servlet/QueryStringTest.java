package io.github.throttled.internal.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryStringTest {

    @ParameterizedTest
    @CsvSource({
        "q=tolstoy, tolstoy",
        "a=1&q=war+and+peace&b=2, war and peace",
        "q=%C3%A9t%C3%A9, été",
        "%71=x, x",
        "q=1&q=2, 1",
        "q==, '='",
        "q=%zz, %zz",
        "q=, ''",
    })
    void the_first_value_is_found(String query, String value) {
        assertThat(QueryString.value(query, "q")).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"''", "a=1", "q", "qq=1", "'&&='"})
    void what_is_not_there_is_not_found(String query) {
        assertThat(QueryString.value(query, "q")).isNull();
    }

    @Test
    void no_query_has_no_values() {
        assertThat(QueryString.value(null, "q")).isNull();
    }
}
