package io.github.throttled.internal.config.syntax;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Detects a byte order mark. Some editors write one at the beginning of a file. A reader of
 * properties takes it for a part of the first key.
 */
public final class ByteOrderMark {

    public static final String FIX =
            "the file begins with a byte order mark, so that this is another key than it looks like;"
                    + " save it as UTF-8 without a byte order mark";

    private static final String MARK = "\uFEFF";

    /** The mark as a reader sees it that reads UTF-8 as ISO 8859-1. */
    private static final String MARK_IN_LATIN_1 = "\u00EF\u00BB\u00BF";

    private ByteOrderMark() {}

    /** The key after the mark; empty if there is no mark. */
    public static Optional<String> keyBehind(String property) {
        return Stream.of(MARK, MARK_IN_LATIN_1)
                .filter(property::startsWith)
                .map(mark -> property.substring(mark.length()))
                .findFirst();
    }
}
