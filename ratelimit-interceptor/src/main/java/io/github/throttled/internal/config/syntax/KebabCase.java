package io.github.throttled.internal.config.syntax;

import java.util.Locale;

/** The form of constants in configuration, fields and documents: {@code half-open}. */
public final class KebabCase {

    private KebabCase() {}

    /** The constant's name in lower case, with hyphens. */
    public static String of(Enum<?> constant) {
        return of(constant.name());
    }

    /** Converts a text that may have the form of Java or of MicroProfile Config. */
    static String of(String text) {
        return text.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
