package io.github.throttled.operate.console;

import static io.github.throttled.operate.console.Documents.object;
import static io.github.throttled.operate.console.Documents.orNull;
import static io.github.throttled.operate.console.Documents.toArray;

import io.github.throttled.operate.control.AuditEntry;
import io.github.throttled.policy.Word;

import jakarta.json.JsonObjectBuilder;

import java.util.Collection;

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
                .add("action", Word.of(entry.action()))
                .add("key", entry.key())
                .add("from", orNull(entry.from()))
                .add("to", orNull(entry.to()));
    }
}
