package io.github.throttled.internal.console;

import static io.github.throttled.internal.console.JsonParts.object;
import static io.github.throttled.internal.console.JsonParts.orNull;
import static io.github.throttled.internal.console.JsonParts.toArray;

import io.github.throttled.internal.config.reader.ConfigEntry;
import io.github.throttled.internal.control.ControlCenter;
import io.github.throttled.internal.control.LimitOverride;
import io.github.throttled.internal.control.OverrideSource;

import jakarta.json.JsonObjectBuilder;

import java.util.Collection;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The JSON documents with the effective configuration and the overrides. */
final class ConfigDocument {

    private final ControlCenter console;

    ConfigDocument(ControlCenter console) {
        this.console = console;
    }

    JsonObjectBuilder effective() {
        return object().add(
                        "entries",
                        console.control().configuration().stream()
                                .map(ConfigDocument::entry)
                                .collect(toArray()));
    }

    JsonObjectBuilder overrides() {
        Collection<LimitOverride> all = console.overrides().all();
        return object().add("overrides", all.stream().map(this::override).collect(toArray()))
                .add("properties", properties());
    }

    JsonObjectBuilder override(LimitOverride one) {
        return object().add("key", one.key())
                .add("value", one.value())
                .add("by", one.by())
                .add("at", one.atMillis())
                .add("instead", orNull(console.overrides().instead(one.key())))
                .add("inForce", console.overrides().inForce().containsKey(one.key()));
    }

    private static JsonObjectBuilder entry(ConfigEntry entry) {
        return object().add("key", entry.key())
                .add("value", entry.value())
                .add("source", entry.source())
                .add("ordinal", entry.ordinal())
                .add("override", entry.source().equals(OverrideSource.NAME))
                .add("secret", entry.isSecret());
    }

    /**
     * Returns the overrides in force as properties, to copy into the configuration: overrides are
     * lost when all nodes stop.
     */
    private String properties() {
        return new TreeMap<>(console.overrides().inForce())
                .entrySet().stream()
                        .map(one -> PropertiesText.line(one.getKey(), one.getValue()))
                        .collect(Collectors.joining());
    }
}
