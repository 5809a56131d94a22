package io.github.throttled.internal.config.model;

import io.github.throttled.internal.config.syntax.BadValueException;
import io.github.throttled.internal.config.syntax.DidYouMean;
import io.github.throttled.internal.config.syntax.SafeText;
import io.github.throttled.internal.net.IpNetwork;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Matches callers: {@code role:admin}, {@code user:alice}, {@code ip:10.0.0.0/8}. */
public sealed interface CallerPattern {

    /** All callers in a role. */
    record Role(String name) implements CallerPattern {}

    /** The caller with this authenticated name. */
    record User(String name) implements CallerPattern {}

    /** All callers with an address in a network. */
    record Network(IpNetwork network) implements CallerPattern {}

    /**
     * Reads a pattern.
     *
     * @throws BadValueException for anything else
     */
    static CallerPattern parse(String text) {
        Map<String, Function<String, CallerPattern>> kinds =
                Map.of(
                        "role", Role::new,
                        "user", User::new,
                        "ip", address -> new Network(IpNetwork.parse(address)));
        int colon = text.indexOf(':');
        String kind = colon < 0 ? text : text.substring(0, colon).strip();
        String name = text.substring(colon + 1).strip();
        if (colon < 0 || name.isEmpty() || !kinds.containsKey(kind)) {
            throw new BadValueException(
                    SafeText.quoted(text)
                            + " names no callers; write role:NAME, user:NAME or ip:ADDRESS",
                    colon < 0
                            ? ""
                            : DidYouMean.nearest(kind, List.copyOf(kinds.keySet()))
                                    .filter(meant -> !meant.equals(kind))
                                    .map(meant -> meant + ':' + name)
                                    .orElse(""));
        }
        return kinds.get(kind).apply(name);
    }
}
