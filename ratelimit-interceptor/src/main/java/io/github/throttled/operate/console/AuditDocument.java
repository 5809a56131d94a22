package io.github.throttled.operate.console;

import static io.github.throttled.operate.console.Documents.object;
import static io.github.throttled.operate.console.Documents.orNull;
import static io.github.throttled.operate.console.Documents.toArray;

import io.github.throttled.operate.control.AuditEntry;

import jakarta.json.JsonObjectBuilder;

import java.util.Collection;
import java.util.Locale;

/** What operators have done. */
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
                .add("action", entry.action().name().toLowerCase(Locale.ROOT))
                .add("key", entry.key())
                .add("from", orNull(entry.from()))
                .add("to", orNull(entry.to()));
    }
}
