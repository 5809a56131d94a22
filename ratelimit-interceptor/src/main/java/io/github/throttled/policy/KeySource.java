package io.github.throttled.policy;

/** One thing that tells callers apart. */
public sealed interface KeySource {

    /** The client's address. */
    record Ip() implements KeySource {}

    /** The authenticated user's name. */
    record User() implements KeySource {}

    /**
     * The value of a request header.
     *
     * @param name lower-case header name
     */
    record Header(String name) implements KeySource {}

    /** Nothing: all callers share one counter. */
    record Global() implements KeySource {}
}
