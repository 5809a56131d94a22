package io.github.throttled.internal.control;

import io.github.throttled.internal.config.syntax.SafeText;

import java.util.Optional;

/**
 * Something that an operator has done.
 *
 * @param atMillis when, since the epoch
 * @param by the operator's name
 * @param node on which node
 * @param key what it was done to: a key of the configuration, or a policy and a partition key
 * @param from what was before; empty for nothing
 * @param to what was then; empty for nothing
 */
public record AuditEntry(
        long atMillis, String by, String node, Action action, String key, String from, String to) {

    private static final int LINES = 7;

    /** What can be done. */
    public enum Action {
        /** A value was set. */
        OVERRIDE,
        /** It was taken back. */
        UNDO,
        /** What was counted was forgotten. */
        RESET,
        /** A caller was banned. */
        BAN,
        /** He may call again. */
        UNBAN
    }

    /** Makes all texts fit for a log: nothing in them can break the line. */
    public AuditEntry {
        by = SafeText.escaped(by);
        node = SafeText.escaped(node);
        key = SafeText.escaped(key);
        from = SafeText.escaped(from);
        to = SafeText.escaped(to);
    }

    String toText() {
        return TextLines.of(atMillis, by, node, action, key, from, to);
    }

    /** What {@link #toText} has written; empty if it is something else. */
    static Optional<AuditEntry> of(String text) {
        try {
            String[] lines = TextLines.parse(text, LINES);
            return Optional.of(
                    new AuditEntry(
                            Long.parseLong(lines[0]),
                            lines[1],
                            lines[2],
                            Action.valueOf(lines[3]),
                            lines[4],
                            lines[5],
                            lines[6]));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
