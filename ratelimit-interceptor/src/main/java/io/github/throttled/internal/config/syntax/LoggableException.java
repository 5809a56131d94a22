package io.github.throttled.internal.config.syntax;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;

/**
 * Replaces an exception of the application in a log. The message of an exception may quote a
 * caller, whose line breaks must not forge other lines of the log.
 */
public final class LoggableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String description;

    private LoggableException(Throwable original, Set<Throwable> known) {
        super(escaped(original.getMessage()), copy(original.getCause(), known), true, true);
        description = escaped(original.toString());
        setStackTrace(original.getStackTrace());
        for (Throwable suppressed : original.getSuppressed()) {
            Throwable copy = copy(suppressed, known);
            if (copy != null) {
                addSuppressed(copy);
            }
        }
    }

    /**
     * Null for an exception that has been copied already, because exceptions may cause each other.
     */
    private static Throwable copy(Throwable original, Set<Throwable> known) {
        return original != null && known.add(original)
                ? new LoggableException(original, known)
                : null;
    }

    /** The exception itself, unless it or one of its causes has to be escaped. */
    public static Throwable of(Throwable exception) {
        return isLegible(exception, identities()) ? exception : copy(exception, identities());
    }

    /** The text of the original exception, escaped. */
    @Override
    public String toString() {
        return description;
    }

    private static boolean isLegible(Throwable exception, Set<Throwable> known) {
        if (exception == null || !known.add(exception)) {
            return true;
        }
        String text = exception.toString();
        if (!Objects.equals(text, escaped(text)) || !isLegible(exception.getCause(), known)) {
            return false;
        }
        for (Throwable suppressed : exception.getSuppressed()) {
            if (!isLegible(suppressed, known)) {
                return false;
            }
        }
        return true;
    }

    private static String escaped(String text) {
        return text == null ? null : SafeText.escaped(text);
    }

    private static Set<Throwable> identities() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
