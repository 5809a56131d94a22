package io.github.throttled.internal.config.syntax;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads the name of an HTTP method. The methods that JAX-RS has annotations for may be written in
 * any case. Others are tokens of RFC 9110 in capitals; one that looks like a slip of a finger is
 * none, because a limit on a method that nobody uses would be no limit.
 */
public final class MethodSyntax {

    private static final List<String> USUAL =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'+.^_`|~0-9A-Z-]+");

    private MethodSyntax() {}

    public static String parse(String text) {
        String method = text.toUpperCase(Locale.ROOT);
        if (USUAL.contains(method)) {
            return method;
        }
        String meant = DidYouMean.nearest(method, USUAL).orElse("");
        if (!meant.isEmpty() || method.equals("ALL") || !TOKEN.matcher(text).matches()) {
            throw new BadValueException(
                    "%s is no HTTP method; write any of %s, or one of your own in capitals, and nothing for all"
                            .formatted(SafeText.quoted(text), String.join(", ", USUAL)),
                    meant);
        }
        return text;
    }
}
