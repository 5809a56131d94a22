package io.github.throttled.internal.config.syntax;

/**
 * The name of a class, with or without its package: {@code com.acme.SoldOut}, {@code
 * Orders$SoldOut}. Uses no regular expression. A dollar may be part of a name or separate two
 * names, and trying both for {@code a$a$a$a} takes time quadratic in the length.
 */
public final class TypeName {

    private TypeName() {}

    /** Whether the text is such a name. The simple name has to begin with a capital letter. */
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

    /**
     * Whether the name begins with a capital, or has one after a dollar that follows an outer
     * class.
     */
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
