package io.github.throttled.internal.config.reader;

import io.github.throttled.internal.config.syntax.ValueSyntax;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A configuration key.
 *
 * @param pattern the key after {@code throttled.}, with a part in capitals where a name stands:
 *     {@code policy.NAME.limit}
 * @param fallback the value, as it would be written, of a key that is not set; empty for none
 * @param syntax how the value is written
 */
public record ConfigKey<T>(String pattern, String fallback, ValueSyntax<T> syntax) {

    public static final String ROOT = "throttled.";

    /** The whole key, with these names in the places for names. */
    public String of(String... names) {
        String[] parts = pattern.split("\\.");
        int next = 0;
        for (int i = 0; i < parts.length; i++) {
            if (isPlace(parts[i])) {
                parts[i] = names[next++];
            }
        }
        return ROOT + String.join(".", parts);
    }

    /** Whether there are names in it. */
    boolean isNamed() {
        return Arrays.stream(pattern.split("\\.")).anyMatch(ConfigKey::isPlace);
    }

    /** Whether this is the whole key of something, whatever the names in it. */
    public boolean matches(String key) {
        return like(key).filter(key::equals).isPresent();
    }

    /**
     * The whole key, with names taken from the same places of another; empty if that is too short.
     */
    Optional<String> like(String key) {
        if (!key.startsWith(ROOT)) {
            return Optional.empty();
        }
        String[] parts = pattern.split("\\.");
        String[] given = key.substring(ROOT.length()).split("\\.", -1);
        for (int i = 0; i < parts.length; i++) {
            if (isPlace(parts[i])) {
                if (i >= given.length) {
                    return Optional.empty();
                }
                parts[i] = given[i];
            }
        }
        return Optional.of(ROOT + String.join(".", parts));
    }

    /** The names in a key that {@link #matches}, in order. */
    public List<String> namesIn(String key) {
        String[] parts = pattern.split("\\.");
        String[] given = key.substring(ROOT.length()).split("\\.");
        return IntStream.range(0, parts.length)
                .filter(i -> isPlace(parts[i]))
                .mapToObj(i -> given[i])
                .toList();
    }

    /** The value of a key that is not set; only for a key that has one. */
    public T defaultValue() {
        return syntax.parse(fallback);
    }

    private static boolean isPlace(String part) {
        return part.equals(part.toUpperCase(Locale.ROOT));
    }
}
