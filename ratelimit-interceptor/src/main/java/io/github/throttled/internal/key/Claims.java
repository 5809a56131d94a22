package io.github.throttled.internal.key;

import org.eclipse.microprofile.jwt.JsonWebToken;

import java.security.Principal;

/** Reads claims of MicroProfile JSON Web Tokens, on servers that support them. */
public final class Claims {

    private static final boolean PRESENT = isPresent();

    private Claims() {}

    /**
     * A claim as text.
     *
     * @param caller may be null, and need not be a token
     * @return null if there is none
     */
    public static String of(Principal caller, String name) {
        return PRESENT ? Token.claim(caller, name) : null;
    }

    private static boolean isPresent() {
        try {
            Class.forName(
                    "org.eclipse.microprofile.jwt.JsonWebToken",
                    false,
                    Claims.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** A class of its own, so that it is not loaded on servers without tokens. */
    private static final class Token {

        static String claim(Principal caller, String name) {
            if (!(caller instanceof JsonWebToken token)) {
                return null;
            }
            Object claim = token.getClaim(name);
            return claim == null ? null : unquoted(claim.toString());
        }

        /** Removes the quotes of a JSON string. */
        private static String unquoted(String text) {
            boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
            return quoted ? text.substring(1, text.length() - 1) : text;
        }
    }
}
