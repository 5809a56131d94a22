package io.github.throttled.policy;

import java.util.List;

/**
 * Who shares a counter: alternatives, each a combination of sources. {@code
 * user+header:x-tenant|ip} is the user and the header together, else the address.
 *
 * @param alternatives at least one, tried in order; each has at least one source
 */
public record KeyExpression(List<List<KeySource>> alternatives) {

    /** Makes the lists immutable. */
    public KeyExpression {
        alternatives = alternatives.stream().map(List::copyOf).toList();
    }

    /**
     * Reads an expression: {@code ip}, {@code user}, {@code header:NAME} and {@code global}, with
     * {@code a|b} for the first that is there and {@code a+b} for both together, which binds
     * tighter.
     *
     * @throws BadValueException for anything else
     */
    public static KeyExpression parse(String text) {
        return KeySyntax.parse(text);
    }
}
