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
 * @param pattern the key after {@code throttled.}, with placeholders in capitals: {@code
 *     policy.NAME.limit}
 * @param fallback the default value as it would be written; empty for none
 * @param syntax the syntax of the value
 */
public record ConfigKey<T>(String pattern, String fallback, ValueSyntax<T> syntax) {

    public static final String ROOT = "throttled.";

    /** The whole key, with these names for the placeholders. */
    public String of(String... names) {
        String[] parts = pattern.split("\\.");
        int next = 0;
        for (int i = 0; i < parts.length; i++) {
            if (isPlaceholder(parts[i])) {
                parts[i] = names[next++];
            }
        }
        return ROOT + String.join(".", parts);
    }

    /** Whether the key has placeholders. */
    boolean isNamed() {
        return Arrays.stream(pattern.split("\\.")).anyMatch(ConfigKey::isPlaceholder);
    }

    /** Whether a string is this key with any names. */
    public boolean matches(String key) {
        if (!key.startsWith(ROOT)) {
            return false;
        }
        // By hand: each key of the configuration is compared with all of these.
        int part = 0;
        int given = ROOT.length();
        while (true) {
            int partEnd = end(pattern, part);
            int givenEnd = end(key, given);
            if (!isSame(part, partEnd, key, given, givenEnd)) {
                return false;
            }
            boolean isLast = partEnd == pattern.length();
            if (isLast || givenEnd == key.length()) {
                return isLast && givenEnd == key.length();
            }
            part = partEnd + 1;
            given = givenEnd + 1;
        }
    }

    /** Where the part that begins here ends. */
    private static int end(String key, int begin) {
        int dot = key.indexOf('.', begin);
        return dot < 0 ? key.length() : dot;
    }

    private boolean isSame(int part, int partEnd, String key, int given, int givenEnd) {
        return isPlaceholder(pattern.substring(part, partEnd))
                || partEnd - part == givenEnd - given
                        && pattern.regionMatches(part, key, given, partEnd - part);
    }

    /**
     * This key with the names that another key has in the same places; empty if that key is too
     * short.
     */
    Optional<String> like(String key) {
        if (!key.startsWith(ROOT)) {
            return Optional.empty();
        }
        String[] parts = pattern.split("\\.");
        String[] given = key.substring(ROOT.length()).split("\\.", -1);
        for (int i = 0; i < parts.length; i++) {
            if (isPlaceholder(parts[i])) {
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
                .filter(i -> isPlaceholder(parts[i]))
                .mapToObj(i -> given[i])
                .toList();
    }

    /** The value of a key that is not set; only for a key with a default. */
    public T defaultValue() {
        return syntax.parse(fallback);
    }

    private static boolean isPlaceholder(String part) {
        return part.equals(part.toUpperCase(Locale.ROOT));
    }
}
