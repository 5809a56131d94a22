package io.github.throttled.internal.config.syntax;

import java.util.Locale;

/** How configuration, fields and documents write a constant: {@code half-open}. */
public final class KebabCase {

    private KebabCase() {}

    /** In lower case, with hyphens. */
    public static String of(Enum<?> constant) {
        return of(constant.name());
    }

    /** The same of a text that may be written as Java and MicroProfile Config write constants. */
    static String of(String text) {
        return text.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
