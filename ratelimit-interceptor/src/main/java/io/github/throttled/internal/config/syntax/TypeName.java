package io.github.throttled.internal.config.syntax;

/**
 * The name of a class, with or without its package: {@code com.acme.SoldOut}, {@code
 * Orders$SoldOut}. No regular expression: a dollar may be part of a name or stand between two, and
 * to try both for {@code a$a$a$a} takes a time that grows with the square of the length.
 */
public final class TypeName {

    private TypeName() {}

    /** Whether the text is one; as usual, classes begin with a capital letter. */
    public static boolean isOne(String text) {
        int start = 0;
        for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', start)) {
            if (!isIdentifier(text, start, dot)) {
                return false;
            }
            start = dot + 1;
        }
        return isIdentifier(text, start, text.length()) && hasCapital(text, start);
    }

    private static boolean isIdentifier(String text, int from, int to) {
        if (from == to || !Character.isJavaIdentifierStart(text.charAt(from))) {
            return false;
        }
        for (int i = from + 1; i < to; i++) {
            if (!Character.isJavaIdentifierPart(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** At the beginning, or behind a dollar that follows the name of an outer class. */
    private static boolean hasCapital(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            boolean isFirst = i == from || i > from + 1 && text.charAt(i - 1) == '$';
            if (isFirst && Character.isUpperCase(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
