package io.github.throttled.internal.config.reader;

/**
 * A value and where it comes from, so that a problem that is found later can still name its place.
 *
 * @param value what was said
 * @param written how it was written
 * @param where a configuration key, or the member of an annotation
 */
public record Sourced<T>(T value, RawValue written, String where) {

    /** Adds a problem with this value. */
    public void isWrong(Problems problems, String fix) {
        problems.add(where, written, fix);
    }
}
