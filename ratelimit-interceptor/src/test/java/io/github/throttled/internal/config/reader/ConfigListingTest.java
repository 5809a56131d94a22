package io.github.throttled.internal.config.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Throttled;
import io.github.throttled.internal.config.model.ThrottledElement;
import io.smallrye.config.PropertiesConfigSource;

import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is configured, with the place where it stands. */
class ConfigListingTest {

    private static final String LIST =
            "io.github.throttled.internal.config.reader.ConfigListingTest$Orders/list/Throttled/";

    private static final class Orders {
        @Throttled(limit = "3/minute", key = "ip")
        public void list() {}
    }

    private static ConfigListing listing(ConfigSource... strongestFirst) throws Exception {
        ThrottledElement element =
                ThrottledElement.of(Orders.class, Orders.class.getMethod("list")).orElseThrow();
        return new ConfigListing(List.of(strongestFirst), List.of(element));
    }

    private static ConfigSource source(String name, int ordinal, String... keysAndValues) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new PropertiesConfigSource(values, name, ordinal);
    }

    /** What such a source calls itself. */
    private static String named(String name) {
        return "PropertiesConfigSource[source=" + name + "]";
    }

    @Test
    void the_strongest_source_is_the_one_that_is_told() throws Exception {
        String key = "throttled.policy.search.limit";

        assertThat(
                        listing(
                                        source("above", 400, key, "2/day"),
                                        source("below", 100, key, "1/day"))
                                .entry(key))
                .contains(new ConfigEntry(key, "2/day", named("above"), 400, false));
    }

    @Test
    void what_an_annotation_says_is_told_unless_something_overrides_it() throws Exception {
        assertThat(listing(source("file", 100, LIST + "limit", "9/day")).entries())
                .containsExactlyInAnyOrder(
                        new ConfigEntry(LIST + "limit", "9/day", named("file"), 100, false),
                        new ConfigEntry(
                                LIST + "key",
                                "ip",
                                "@Throttled on " + Orders.class.getName() + ".list",
                                0,
                                false));
    }

    @Test
    void what_is_not_ours_is_not_told() throws Exception {
        assertThat(listing(source("file", 100, "user.home", "/root")).entries())
                .extracting(ConfigEntry::key)
                .containsExactly(LIST + "key", LIST + "limit");
    }

    @Test
    void secrets_are_hidden_and_policies_that_are_named_like_one_are_not() throws Exception {
        ConfigListing listing =
                listing(
                        source(
                                "file",
                                100,
                                "throttled.partition-key-secret",
                                "correct horse battery",
                                "throttled.database-password",
                                "hunter2",
                                "throttled.policy.password-reset.limit",
                                "5/hour"));

        assertThat(listing.entry("throttled.partition-key-secret"))
                .hasValueSatisfying(entry -> assertThat(entry.value()).isEqualTo("***"))
                .hasValueSatisfying(entry -> assertThat(entry.isSecret()).isTrue());
        assertThat(listing.entry("throttled.database-password"))
                .hasValueSatisfying(entry -> assertThat(entry.value()).isEqualTo("***"));
        assertThat(listing.entry("throttled.policy.password-reset.limit"))
                .hasValueSatisfying(entry -> assertThat(entry.value()).isEqualTo("5/hour"));
    }
}
