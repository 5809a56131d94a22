package io.github.throttled.internal.config.reader;

/**
 * A value and its source, so that a problem that is found later can name the source.
 *
 * @param value the value
 * @param written the text of the value
 * @param where a configuration key, or the member of an annotation
 */
public record Sourced<T>(T value, RawValue written, String where) {

    /** Adds a problem with this value. */
    public void addProblem(Problems problems, String fix) {
        problems.add(where, written, fix);
    }
}
