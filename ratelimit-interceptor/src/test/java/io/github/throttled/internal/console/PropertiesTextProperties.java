package io.github.throttled.internal.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.HostileTexts;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Properties;

/** What is exported says to a reader of properties what was set, and nothing else. */
class PropertiesTextProperties {

    @Property(tries = 300)
    void any_key_and_value_come_back_as_one_property(
            @ForAll("texts") String key, @ForAll("texts") String value) throws IOException {
        String line = PropertiesText.line(key, value);

        assertThat(read(line)).containsExactly(Map.entry(key, value));
        assertThat(line).endsWith("\n");
        assertThat(line.substring(0, line.length() - 1).chars()).allMatch(c -> c >= ' ' && c < 127);
    }

    @Property(tries = 100)
    void lines_do_not_run_into_each_other(@ForAll("texts") String one, @ForAll("texts") String two)
            throws IOException {
        String lines = PropertiesText.line("one", one) + PropertiesText.line("two", two);

        assertThat(read(lines)).containsOnly(Map.entry("one", one), Map.entry("two", two));
    }

    @Example
    void what_needs_no_escape_has_none() {
        assertThat(PropertiesText.line("throttled.policy.search.limit", "5/minute, 10 per hour"))
                .isEqualTo("throttled.policy.search.limit=5/minute, 10 per hour\n");
        assertThat(PropertiesText.line("a b", " #é\n="))
                .isEqualTo("a\\ b=\\ \\#\\u00e9\\u000a\\=\n");
    }

    private static Properties read(String lines) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(lines));
        return properties;
    }

    @Provide
    Arbitrary<String> texts() {
        return HostileTexts.any();
    }
}
