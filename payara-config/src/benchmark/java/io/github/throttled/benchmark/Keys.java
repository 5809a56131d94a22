package io.github.throttled.benchmark;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Keys as applications have them: a word, and an identifier. */
final class Keys {

    private Keys() {}

    /** The first keys that are wanted. */
    static List<String> of(int count, Predicate<String> wanted) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj("user:customer-%07d"::formatted)
                .filter(wanted)
                .limit(count)
                .toList();
    }
}
