package io.github.throttled.internal.key;

import io.github.throttled.ThrottledCall;

import java.util.List;

/**
 * What a key source can ask about the call in hand. Every method returns null where there is
 * nothing to say, unless it says otherwise; an empty string counts as nothing too.
 */
public interface Caller extends ThrottledCall {

    /**
     * The values of all lines of a request header, in their order; empty if there are none.
     *
     * @param name in any case
     */
    default List<String> headers(String name) {
        return List.of();
    }

    /** The value of a cookie. */
    default String cookie(String name) {
        return null;
    }

    /** A claim of the caller's token, as text. */
    default String claim(String name) {
        return null;
    }

    /** The first value of a path parameter, decoded. */
    default String pathParameter(String name) {
        return null;
    }

    /** The first value of a parameter in the query string, decoded. */
    default String queryParameter(String name) {
        return null;
    }

    /** What names the HTTP session; never creates one. */
    default String session() {
        return null;
    }

    @Override
    default List<Object> arguments() {
        return List.of();
    }

    /** The arguments that are the key; may have nulls, and is empty before they are known. */
    default List<Object> keyArguments() {
        return List.of();
    }

    /** The argument that tells what the call costs. */
    default Object costArgument() {
        return null;
    }
}
