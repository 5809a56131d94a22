package io.github.throttled.internal.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.throttled.HostileTexts;
import io.github.throttled.LinearCost;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Whatever an operator's program sends is read, or answered with 400. */
class JsonMembersProperties {

    @Property(tries = 300)
    void texts_come_back_as_they_were(@ForAll("members") Map<String, String> members) {
        JsonObjectBuilder object = Json.createObjectBuilder();
        members.forEach(object::add);

        assertThat(texts(object.build().toString())).isEqualTo(members);
    }

    @Property(tries = 2_000)
    void anything_else_is_a_bad_request(@ForAll("bodies") String body) {
        assertReadOrBad(body.getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 1_000)
    void so_are_any_bytes(@ForAll byte[] body) {
        assertReadOrBad(body);
    }

    @Example
    void so_is_a_body_of_thousands_of_levels() {
        for (String level : new String[] {"{\"a\":", "["}) {
            for (int levels : new int[] {1, 2, 999, 1_000, 1_001, 3_000}) {
                assertReadOrBad(level.repeat(levels).getBytes(StandardCharsets.UTF_8));
            }
            assertThatThrownBy(() -> texts("{\"key\":\"a\",\"b\":" + level.repeat(3_000)))
                    .isInstanceOf(ApiException.class)
                    .hasMessage("The members of the body are texts, not nested.");
        }
    }

    @Example
    void a_member_that_is_no_text_is_none() {
        assertThat(texts("{\"a\":1e999999999,\"b\":null,\"c\":true,\"d\":\"text\"}"))
                .containsExactly(Map.entry("d", "text"));
        assertThat(texts("{\"a\":\"1\",\"a\":\"2\"}")).containsExactly(Map.entry("a", "2"));
        assertThat(texts("{\"a\":\"1\",\"a\":2}")).isEmpty();
    }

    @Example
    void what_a_body_costs_grows_with_its_length_only() {
        LinearCost.assertThatOf(
                JsonMembersProperties::read,
                List.of("{", "\"a\":", "\"b\"", ",", " ", "1", "\\u0041", "[", "\"key\":\"x\","));
        LinearCost.assertThatOf(
                text -> read("{\"a\":\"" + text + "\"}"), List.of("x", "\\\\", "\\u0041", "é"));
    }

    private static void read(String body) {
        assertReadOrBad(body.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertReadOrBad(byte[] body) {
        try {
            JsonMembers.texts(body);
        } catch (ApiException e) {
            assertThat(e.status()).isEqualTo(400);
        }
    }

    private static Map<String, String> texts(String body) {
        return JsonMembers.texts(body.getBytes(StandardCharsets.UTF_8));
    }

    @Provide
    Arbitrary<Map<String, String>> members() {
        // A surrogate alone has no bytes in UTF-8.
        Arbitrary<String> texts =
                HostileTexts.any()
                        .map(
                                text ->
                                        new String(
                                                text.getBytes(StandardCharsets.UTF_8),
                                                StandardCharsets.UTF_8));
        return Arbitraries.maps(texts, texts).ofMaxSize(3);
    }

    @Provide
    Arbitrary<String> bodies() {
        Arbitrary<String> pieces =
                Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        "\"",
                        "\"a\"",
                        ":",
                        ",",
                        "\"key\":\"x\"",
                        "1",
                        "-",
                        "0",
                        ".",
                        "e",
                        "E+",
                        "99999999999999999999",
                        "true",
                        "nul",
                        "null",
                        "\\",
                        "\\u",
                        "\\ud800",
                        "\\u0000",
                        "\u0000",
                        "\ufeff",
                        " ",
                        "\n",
                        "//",
                        "é");
        return Arbitraries.oneOf(
                pieces.list().ofMaxSize(12).map(list -> String.join("", list)),
                pieces.list().ofMaxSize(8).map(list -> "{\"key\":" + String.join("", list) + "}"),
                HostileTexts.any().map(text -> "{\"key\":\"" + text + "\"}"));
    }
}
