package io.github.throttled.internal.config.reader;

import io.github.throttled.internal.config.syntax.SafeText;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Collects configuration problems, so that they can be reported together and each once. Escapes
 * foreign text, and shortens values. Not thread-safe.
 */
public final class Problems {

    private final Set<String> problems = new LinkedHashSet<>();

    /**
     * Adds a problem with a value.
     *
     * @param where the configuration key, or the annotated method
     * @param value the invalid value
     * @param fix the problem and a valid alternative, as a sentence without a full stop
     */
    public void add(String where, String value, String fix) {
        problems.add(SafeText.escaped(where) + " = " + SafeText.of(value) + ": " + fix);
    }

    /** Adds a problem with a value that a message may have to hide. */
    public void add(String where, RawValue value, String fix) {
        add(where, value.shown(), value.fix(fix));
    }

    /**
     * Adds a problem with a key or an element that has no value, or is missing.
     *
     * @param where the configuration key, or the annotated method
     * @param fix the problem and a valid alternative, as a sentence without a full stop
     */
    public void add(String where, String fix) {
        problems.add(SafeText.escaped(where) + ": " + fix);
    }

    public void addAll(Problems other) {
        problems.addAll(other.problems);
    }

    public boolean isEmpty() {
        return problems.isEmpty();
    }

    /** All problems, each with its place. */
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
