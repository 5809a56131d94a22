package io.github.throttled.internal.control;

import io.github.throttled.internal.config.syntax.SafeText;

import java.util.Optional;

/**
 * An action of an operator.
 *
 * @param atMillis the time in milliseconds since the epoch
 * @param by the name of the operator
 * @param node the name of the node that executed the action
 * @param action what the operator did
 * @param key the target: a key of the configuration, or a policy and a partition key
 * @param from the previous value; empty if there was none
 * @param to the new value; empty if there is none
 */
public record AuditEntry(
        long atMillis, String by, String node, Action action, String key, String from, String to) {

    private static final int LINES = 7;

    /** The kind of action. */
    public enum Action {
        /** The operator set an override. */
        OVERRIDE,
        /** The operator removed an override. */
        UNDO,
        /** The operator reset the counters of a key. */
        RESET,
        /** The operator banned a key. */
        BAN,
        /** The operator lifted a ban. */
        UNBAN
    }

    /** Escapes all texts, so that none of them can break a line of the log. */
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

    /** Parses the result of {@link #toText}; empty for any other text. */
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
