package io.github.throttled.internal.config.model;

import io.github.throttled.internal.config.syntax.BadValueException;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The partition key of a policy: alternatives, each a combination of sources. {@code
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
     * Reads an expression of sources. {@code a|b} is the first of them with a value. {@code a+b} is
     * both together, and binds tighter. A word that is no source is the name of a bean.
     *
     * @throws BadValueException for anything else
     */
    public static KeyExpression parse(String text) {
        return KeySyntax.parse(text);
    }

    /** The form of the configuration. */
    public String text() {
        return alternatives.stream()
                .map(all -> all.stream().map(KeySource::text).collect(Collectors.joining("+")))
                .collect(Collectors.joining("|"));
    }

    /** All sources, in order. */
    public Stream<KeySource> sources() {
        return alternatives.stream().flatMap(List::stream);
    }

    /** Whether the key depends only on the caller, not on the call. */
    public boolean isOfCaller() {
        return sources()
                .noneMatch(
                        source ->
                                source instanceof KeySource.Parameter
                                        || source instanceof KeySource.PathParameter
                                        || source instanceof KeySource.QueryParameter);
    }

    /** Whether the key needs the arguments of the call. */
    public boolean needsArguments() {
        return sources().anyMatch(KeySource.Parameter.class::isInstance);
    }
}
