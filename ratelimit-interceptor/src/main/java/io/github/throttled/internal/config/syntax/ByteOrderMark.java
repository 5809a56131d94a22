package io.github.throttled.internal.config.syntax;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Editors put a byte order mark before the text of a file. To a reader of properties it is a part
 * of the first key, which then is another one.
 */
public final class ByteOrderMark {

    public static final String FIX =
            "the file begins with a byte order mark, so that this is another key than it looks like;"
                    + " save it as UTF-8 without a byte order mark";

    private static final String MARK = "\uFEFF";

    /** The same in UTF-8, to those who take a properties file for ISO 8859-1. */
    private static final String MARK_IN_LATIN_1 = "\u00EF\u00BB\u00BF";

    private ByteOrderMark() {}

    /** The key behind the mark; empty if there is no mark. */
    public static Optional<String> keyBehind(String property) {
        return Stream.of(MARK, MARK_IN_LATIN_1)
                .filter(property::startsWith)
                .map(mark -> property.substring(mark.length()))
                .findFirst();
    }
}
