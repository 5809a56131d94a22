package io.github.throttled.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Collects what is wrong, so that all of it is said at once. Not thread-safe. */
public final class Problems {

    private final List<String> problems = new ArrayList<>();

    /**
     * Adds a problem.
     *
     * @param where the configuration key, or the annotated method
     * @param value what was found there
     * @param fix what would be right, as a sentence
     */
    public void add(String where, String value, String fix) {
        String problem = where + " = " + value + ": " + fix;
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    /** Whether nothing is wrong. */
    public boolean isEmpty() {
        return problems.isEmpty();
    }

    /** All problems, one per line. */
    public String message() {
        String heading =
                problems.size() == 1
                        ? "Throttled found a problem in its configuration:"
                        : "Throttled found " + problems.size() + " problems in its configuration:";
        return problems.stream().map(p -> "\n  - " + p).collect(Collectors.joining("", heading, ""));
    }
}
