package io.github.throttled.internal.config.syntax;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The syntax of the name of an HTTP method. Methods with a JAX-RS annotation may be written in any
 * case. Others are tokens of RFC 9110 in capitals. A token that looks like a typing error is
 * rejected, because a limit on an unused method would limit nothing.
 */
public final class MethodSyntax {

    private static final List<String> STANDARD =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'+.^_`|~0-9A-Z-]+");

    private MethodSyntax() {}

    public static String parse(String text) {
        String method = text.toUpperCase(Locale.ROOT);
        if (STANDARD.contains(method)) {
            return method;
        }
        String meant = DidYouMean.nearest(method, STANDARD).orElse("");
        if (!meant.isEmpty() || method.equals("ALL") || !TOKEN.matcher(text).matches()) {
            throw new BadValueException(
                    "%s is no HTTP method; write any of %s, or one of your own in capitals, and nothing for all"
                            .formatted(SafeText.quoted(text), String.join(", ", STANDARD)),
                    meant);
        }
        return text;
    }
}
