package io.github.throttled.internal.config.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.LinearCost;
import io.github.throttled.internal.config.model.Configured;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whatever stands in a configuration, it is taken or refused by name, and nothing else happens. */
class ConfigurationProperties {

    @Property(tries = 300)
    void any_value_of_any_key_is_taken_or_refused_by_name(
            @ForAll("keys") String key, @ForAll("values") String value) {
        String complaints = complaints(key, value);

        assertThat(complaints.isEmpty() || complaints.contains("throttled."))
                .as(complaints)
                .isTrue();
        assertThat(complaints.length()).isLessThan(5_000);
    }

    @Property(tries = 300)
    void any_name_of_a_key_is_known_or_refused(@ForAll("names") String name) {
        String complaints = complaints("throttled." + name, "1");

        assertThat(complaints.lines()).allSatisfy(line -> assertThat(line).contains("throttled"));
    }

    @Example
    void what_a_value_costs_grows_with_its_length_only() {
        List<String> pieces = List.of("1", "a$", "a.", "/", " ", ",", "|", "+");
        for (ConfigKey<?> key : ConfigKeys.all()) {
            LinearCost.assertThatOf(value -> key.syntax().parse(value), pieces);
        }
    }

    private static String complaints(String key, String value) {
        Map<String, String> properties = new TreeMap<>();
        properties.put("throttled.policy.fuzz.limit", "5/minute");
        properties.put("throttled.route.fuzz.path", "/fuzz");
        properties.put("throttled.route.fuzz.policy", "fuzz");
        properties.put(key.replace("=", ""), value);
        return Configured.by(
                        properties.entrySet().stream()
                                .map(Map.Entry::toString)
                                .toArray(String[]::new))
                .complaints();
    }

    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.of(
                ConfigKeys.all().stream()
                        .map(key -> key.pattern().replace("NAME", "fuzz").replace("TIER", "gold"))
                        .map("throttled."::concat)
                        .toList());
    }

    @Provide
    Arbitrary<String> values() {
        Arbitrary<String> pieces =
                Arbitraries.of(
                        "5",
                        "-1",
                        "0",
                        "/",
                        "minute",
                        "day",
                        " per ",
                        "PT1H",
                        ",",
                        "k",
                        "m",
                        "ms",
                        "9223372036854775808",
                        "${",
                        "}",
                        ":",
                        "$",
                        "\\",
                        "user",
                        "ip",
                        "ip:",
                        "|",
                        "+",
                        "header:",
                        "10.0.0.0/8",
                        "::/0",
                        "4xx",
                        "role:",
                        " after ",
                        "UTC",
                        "de",
                        "*",
                        "**",
                        "{x}",
                        "..",
                        "%",
                        "%2F",
                        "#",
                        "auto",
                        "\0",
                        "\n",
                        "\u202e");
        return Arbitraries.oneOf(
                pieces.list().ofMaxSize(6).map(list -> String.join("", list)),
                Arbitraries.strings().ofMaxLength(40),
                Arbitraries.strings().ascii().ofLength(64 * 1024));
    }

    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> parts =
                Arbitraries.oneOf(
                        Arbitraries.of("policy", "route", "fuzz", "limit", "tier", "key", "store"),
                        Arbitraries.strings().ofMaxLength(8));
        return parts.list().ofMinSize(1).ofMaxSize(6).map(list -> String.join(".", list));
    }
}
