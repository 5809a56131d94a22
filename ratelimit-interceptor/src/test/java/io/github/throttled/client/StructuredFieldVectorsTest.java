package io.github.throttled.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.client.StructuredList.Member;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The parser agrees with cases in the format of {@code httpwg/structured-field-tests}: our own, or
 * those of a clone of that repository, if a system property names its directory.
 *
 * <p>The parser returns only the strings of a list and their integers, and nothing for an invalid
 * list. So each case is parsed with an additional mark, which the parser returns only if it accepts
 * everything else. Dictionaries are left out, because the client reads none.
 */
class StructuredFieldVectorsTest {

    private static final Path DIRECTORY =
            Path.of(
                    System.getProperty(
                            "structured-field-tests",
                            "src/test/resources/io/github/throttled/client/structured-fields"));

    private static final Member LAST = new Member("\"last\"", Map.of());
    private static final String VALUE = "*value";
    private static final String END = "*end";

    private record Case(JsonObject json) {

        String field() {
            return json.getJsonArray("raw").getValuesAs(JsonString::getString).stream()
                    .collect(Collectors.joining(", "));
        }

        JsonArray expected() {
            return json.getJsonArray("expected");
        }

        boolean isOf(String type) {
            return json.getString("header_type").equals(type);
        }

        boolean may(String fail) {
            return json.getBoolean(fail, false);
        }

        @Override
        public String toString() {
            return json.getString("name");
        }
    }

    static Stream<Case> cases() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            List<Path> sorted =
                    files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
            return sorted.stream().flatMap(StructuredFieldVectorsTest::cases);
        }
    }

    private static Stream<Case> cases(Path file) {
        try (JsonReader reader = Json.createReader(Files.newBufferedReader(file))) {
            return reader.readArray().getValuesAs(Case::new).stream()
                    .filter(one -> !one.isOf("dictionary"));
        } catch (IOException e) {
            throw new AssertionError(file.toString(), e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void a_list_or_an_item_is_read_as_the_rfc_says(Case one) {
        Optional<List<Member>> read = one.isOf("item") ? item(one.field()) : list(one.field());

        if (one.may("must_fail")) {
            assertThat(read).isEmpty();
        } else if (read.isPresent() || !one.may("can_fail")) {
            assertThat(read)
                    .contains(one.isOf("item") ? item(one.expected()) : list(one.expected()));
        }
    }

    /** Returns what the parser makes of a list; empty if the list is invalid. */
    private static Optional<List<Member>> list(String field) {
        if (field.chars().allMatch(c -> c == ' ')) {
            // Nothing can be appended to an empty list, or it would be one with a comma first.
            return Optional.of(StructuredList.parse(field));
        }
        List<Member> members = StructuredList.parse(field + ", " + LAST.name());
        return members.isEmpty()
                ? Optional.empty()
                : Optional.of(members.subList(0, members.size() - 1));
    }

    /**
     * Returns what the parser makes of an item as a parameter, and as a list; empty if the item is
     * invalid.
     *
     * <p>An item differs from a list with one member: after it are only spaces, and no tabs.
     */
    private static Optional<List<Member>> item(String field) {
        String bare = field.replaceAll("^ +| +$", "");
        String parameter = LAST.name() + ';' + VALUE + '=' + bare + ';' + END + "=1";
        return StructuredList.parse(parameter).stream()
                .limit(1)
                .filter(member -> member.integers().containsKey(END))
                .findFirst()
                .map(
                        member ->
                                Stream.concat(Stream.of(member), list(bare).orElseThrow().stream())
                                        .toList());
    }

    private static List<Member> list(JsonArray expected) {
        return expected.getValuesAs(JsonValue::asJsonArray).stream()
                .filter(member -> member.get(0).getValueType() == ValueType.STRING)
                .map(member -> new Member(quoted(member.getString(0)), integers(member)))
                .toList();
    }

    private static List<Member> item(JsonArray expected) {
        Map<String, Long> integers = integers(expected);
        put(integers, VALUE, expected.get(0));
        integers.put(END, 1L);
        return Stream.concat(
                        Stream.of(new Member(LAST.name(), integers)),
                        list(Json.createArrayBuilder().add(expected).build()).stream())
                .toList();
    }

    private static Map<String, Long> integers(JsonArray item) {
        Map<String, Long> integers = new HashMap<>();
        item.getJsonArray(1).getValuesAs(JsonValue::asJsonArray).stream()
                .forEach(parameter -> put(integers, parameter.getString(0), parameter.get(1)));
        return integers;
    }

    private static void put(Map<String, Long> integers, String key, JsonValue value) {
        if (value instanceof JsonNumber number && number.isIntegral()) {
            integers.put(key, number.longValueExact());
        }
    }

    private static String quoted(String text) {
        return '"' + text.replaceAll("[\"\\\\]", "\\\\$0") + '"';
    }
}
