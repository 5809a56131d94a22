package io.github.throttled.internal.config.syntax;

import java.util.regex.Pattern;

/**
 * The name of a configured policy or of a route: 1 to 64 letters, digits, {@code _} and {@code -}.
 * So a name is one part of a key, and safe in a header. Only policies that annotations define have
 * names with dots.
 */
public final class PolicyName {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private static final String RULE = " name has 1 to 64 letters, digits, _ and -";

    private PolicyName() {}

    /**
     * The rule for names, as a sentence.
     *
     * @param what the kind of name
     */
    public static String rule(String what) {
        return "a " + what + RULE;
    }

    public static boolean isValid(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * Returns the same name if it is valid.
     *
     * @throws BadValueException otherwise
     */
    public static String parse(String name) {
        if (!isValid(name)) {
            throw new BadValueException(
                    SafeText.quoted(name) + " cannot be a name; " + rule("policy"));
        }
        return name;
    }
}
