package io.github.throttled.benchmark;

import java.util.stream.IntStream;

/** Keys as applications have them: a word, and an identifier. */
final class Keys {

    private Keys() {}

    static String name(int index) {
        return "user:customer-%07d".formatted(index);
    }

    static String[] first(int count) {
        return IntStream.range(0, count).mapToObj(Keys::name).toArray(String[]::new);
    }
}
