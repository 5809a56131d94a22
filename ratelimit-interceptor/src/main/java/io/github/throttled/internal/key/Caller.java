package io.github.throttled.internal.key;

import io.github.throttled.ThrottledCall;

import java.util.List;

/**
 * The properties of the current call that key sources read. Every method returns null for a missing
 * property, unless it says otherwise. An empty string counts as missing.
 */
public interface Caller extends ThrottledCall {

    /**
     * The values of all lines of a request header, in order; empty for none.
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

    /** The identity of the HTTP session; never creates a session. */
    default String session() {
        return null;
    }

    @Override
    default List<Object> arguments() {
        return List.of();
    }

    /** The arguments that are the key; may contain nulls, and is empty before they are known. */
    default List<Object> keyArguments() {
        return List.of();
    }

    /** The argument that states the cost of the call. */
    default Object costArgument() {
        return null;
    }
}
