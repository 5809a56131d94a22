package io.github.throttled.internal.config.syntax;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The syntax of a value. */
@FunctionalInterface
public interface ValueSyntax<T> {

    /**
     * Reads a value.
     *
     * @param text without surrounding white space; not empty
     * @throws BadValueException if the value has another syntax
     */
    T parse(String text);

    /** Any text. */
    static ValueSyntax<String> text() {
        return text -> text;
    }

    /** {@code true} or {@code false}. */
    static ValueSyntax<Boolean> flag() {
        Map<String, Boolean> words = new LinkedHashMap<>();
        words.put("true", true);
        words.put("false", false);
        return wordOf(words);
    }

    /** A whole number of this range, both ends included. */
    static ValueSyntax<Long> wholeNumber(long smallest, long largest) {
        return text -> {
            try {
                long number = Long.parseLong(text);
                if (smallest <= number && number <= largest) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Reported below, like any number out of range.
            }
            throw new BadValueException(
                    largest == Long.MAX_VALUE
                            ? "write a whole number of at least " + smallest
                            : "write a whole number from %d to %d".formatted(smallest, largest));
        };
    }

    /** A constant of an enumeration: {@code sliding-window}. */
    static <E extends Enum<E>> ValueSyntax<E> oneOf(Class<E> type) {
        Map<String, E> words = new LinkedHashMap<>();
        for (E constant : type.getEnumConstants()) {
            words.put(KebabCase.of(constant), constant);
        }
        return wordOf(words);
    }

    /** Several constants of an enumeration separated by commas, or {@code none}. */
    static <E extends Enum<E>> ValueSyntax<Set<E>> someOf(Class<E> type) {
        Map<String, Optional<E>> words = new LinkedHashMap<>();
        for (E constant : type.getEnumConstants()) {
            words.put(KebabCase.of(constant), Optional.of(constant));
        }
        words.put("none", Optional.empty());
        ValueSyntax<List<Optional<E>>> list = listOf(wordOf(words));
        return text -> {
            List<Optional<E>> found = list.parse(text);
            if (found.size() > 1 && found.contains(Optional.<E>empty())) {
                throw new BadValueException("none cannot be combined with others; remove it");
            }
            Set<E> constants = new LinkedHashSet<>();
            found.forEach(word -> word.ifPresent(constants::add));
            return Set.copyOf(constants);
        };
    }

    /** Different values separated by commas. */
    static <T> ValueSyntax<List<T>> listOf(ValueSyntax<T> element) {
        Pattern comma = Pattern.compile(",");
        return text -> {
            List<T> values =
                    Arrays.stream(comma.split(text, -1))
                            .map(String::strip)
                            .map(element::parse)
                            .toList();
            if (Set.copyOf(values).size() < values.size()) {
                throw new BadValueException("the same is there twice; remove one");
            }
            return values;
        };
    }

    private static <T> ValueSyntax<T> wordOf(Map<String, T> words) {
        return text -> {
            String word = KebabCase.of(text);
            if (words.containsKey(word)) {
                return words.get(word);
            }
            throw new BadValueException(
                    "%s is none of %s"
                            .formatted(SafeText.quoted(text), String.join(", ", words.keySet())),
                    DidYouMean.nearest(word, words.keySet()).orElse(""));
        };
    }
}
