package io.github.throttled.internal.config.reader;

import io.github.throttled.internal.config.syntax.SafeText;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Collects what is wrong, so that all of it is said at once, and each thing once. Text from outside
 * is escaped, and values are shortened. Not thread-safe.
 */
public final class Problems {

    private final Set<String> problems = new LinkedHashSet<>();

    /**
     * Adds a problem with a value.
     *
     * @param where the configuration key, or the annotated method
     * @param value what was found there
     * @param fix what would be right, as a sentence without a full stop
     */
    public void add(String where, String value, String fix) {
        problems.add(SafeText.escaped(where) + " = " + SafeText.of(value) + ": " + fix);
    }

    /** The same with a value of which a message may not show all. */
    public void add(String where, RawValue value, String fix) {
        add(where, value.shown(), value.fix(fix));
    }

    /**
     * Adds a problem with something that has no value, or is missing.
     *
     * @param where the configuration key, or the annotated method
     * @param fix what would be right, as a sentence without a full stop
     */
    public void add(String where, String fix) {
        problems.add(SafeText.escaped(where) + ": " + fix);
    }

    /** Adds all problems of the other. */
    public void addAll(Problems other) {
        problems.addAll(other.problems);
    }

    /** Whether nothing is wrong. */
    public boolean isEmpty() {
        return problems.isEmpty();
    }

    /** Each of them, with its place. */
    public List<String> lines() {
        return List.copyOf(problems);
    }

    /** All problems, one per line, under a heading. */
    public String message() {
        String heading =
                problems.size() == 1
                        ? "Throttled found a problem in its configuration:"
                        : "Throttled found " + problems.size() + " problems in its configuration:";
        return problems.stream()
                .map(p -> "\n  - " + p)
                .collect(Collectors.joining("", heading, ""));
    }
}
