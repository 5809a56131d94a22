package io.github.throttled.internal.config.syntax;

import java.util.regex.Pattern;

/**
 * What a policy of the configuration, or a route, may be called: 1 to 64 letters, digits, {@code _}
 * and {@code -}, so that a name is one part of a key and safe in a header. Dots are left to the
 * policies that annotations define.
 */
public final class PolicyName {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private static final String RULE = " name has 1 to 64 letters, digits, _ and -";

    private PolicyName() {}

    /**
     * What a name must be like, as a sentence.
     *
     * @param what is named
     */
    public static String rule(String what) {
        return "a " + what + RULE;
    }

    public static boolean isValid(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * The same name, if it is one.
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
