package io.github.throttled.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.client.StructuredList.Member;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

class StructuredListTest {

    @Test
    void strings_have_their_integers() {
        assertThat(StructuredList.parse("\"a\";r=0;t=12 ,\t\"b\\\"\\\\\"; r=-3;  x-1.*_=015"))
                .containsExactly(
                        new Member("\"a\"", Map.of("r", 0L, "t", 12L)),
                        new Member("\"b\\\"\\\\\"", Map.of("r", -3L, "x-1.*_", 15L)));
    }

    @Test
    void of_two_parameters_with_one_name_the_last_counts() {
        assertThat(StructuredList.parse("\"a\";r=1;r=2;t=1;t=no"))
                .containsExactly(new Member("\"a\"", Map.of("r", 2L)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.5",
                "-1.125",
                "token",
                "*t/k:n",
                ":cHJldGVuZA==:",
                "::",
                "?0",
                "@1659578233",
                "\"text\"",
                "%\"f%c3%bc\"",
            })
    void other_items_are_read_past(String item) {
        assertThat(StructuredList.parse("\"a\";k=" + item + ";flag;r=1"))
                .containsExactly(new Member("\"a\"", Map.of("r", 1L)));
        assertThat(StructuredList.parse(item + ";p, \"a\""))
                .hasSize(item.startsWith("\"") ? 2 : 1)
                .endsWith(new Member("\"a\"", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"a\";r=1,",
                ",\"a\";r=1",
                "\"a\";r=1,,\"b\"",
                "\"a\" \"b\"",
                "\"a\";r=1 ;t=2",
                "\"a\";R=1",
                "\"a\";=1",
                "\"a\";r=",
                "\"a\";r =1",
                "\"a",
                "\"a\\",
                "\"a\\n\"",
                "\"\u00e4\"",
                "\"a\u0000\"",
                "\"a\";r=1234567890123456",
                "\"a\";r=1234567890123.1",
                "\"a\";r=1.",
                "\"a\";r=1.2345",
                "\"a\";r=--1",
                "\"a\";r=+1",
                "\"a\";r=\u0661",
                "\"a\";r=?2",
                "\"a\";r=:*:",
                "(\"a\" \"b\");r=1",
                "limit=10, remaining=1, reset=2"
            })
    void what_is_wrong_anywhere_is_no_list(String field) {
        assertThat(StructuredList.parse("\"x\";r=1, " + field)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void nothing_is_an_empty_list(String field) {
        assertThat(StructuredList.parse(field)).isEmpty();
    }

    @Test
    void a_longer_field_is_not_looked_at() {
        String start = "\"a\";r=1;t=\"";
        String longest = start + "x".repeat(StructuredList.LONGEST - start.length() - 1) + '"';

        assertThat(StructuredList.parse(longest)).hasSize(1);
        assertThat(StructuredList.parse(longest + ' ')).isEmpty();
    }
}
