package io.github.throttled.internal.console;

import static io.github.throttled.internal.console.JsonParts.object;
import static io.github.throttled.internal.console.JsonParts.orNull;
import static io.github.throttled.internal.console.JsonParts.toArray;

import io.github.throttled.internal.config.syntax.KebabCase;
import io.github.throttled.internal.control.AuditEntry;

import jakarta.json.JsonObjectBuilder;

import java.util.Collection;

/** The JSON document with the actions of operators. */
final class AuditDocument {

    private AuditDocument() {}

    static JsonObjectBuilder of(Collection<AuditEntry> entries) {
        return object().add(
                        "entries", entries.stream().map(AuditDocument::entry).collect(toArray()));
    }

    private static JsonObjectBuilder entry(AuditEntry entry) {
        return object().add("at", entry.atMillis())
                .add("by", entry.by())
                .add("node", entry.node())
                .add("action", KebabCase.of(entry.action()))
                .add("key", entry.key())
                .add("from", orNull(entry.from()))
                .add("to", orNull(entry.to()));
    }
}
