package io.github.throttled.internal.config.syntax;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/**
 * The syntax of the address of a login page: a path of the web application, such as {@code
 * /login.xhtml}, or an absolute http or https URL.
 *
 * <p>The address becomes a link. So it must not be a script, and a path must not be one that
 * browsers read as another host.
 */
public final class LoginPageSyntax {

    private static final Pattern SCHEME = Pattern.compile("(?i)https?");

    private LoginPageSyntax() {}

    /**
     * Reads an address.
     *
     * @return the text; it begins with {@code /} if it is a path
     * @throws BadValueException for anything else
     */
    public static String parse(String text) {
        try {
            URI address = new URI(text);
            if (isVisible(text) && (isPath(address) || isUrl(address))) {
                return text;
            }
        } catch (URISyntaxException e) {
            // Reported below, like any other address.
        }
        throw new BadValueException(
                SafeText.quoted(text)
                        + " is not the address of a login page; write a path of the web application"
                        + " that begins with one slash, such as /login.xhtml, or an http or https"
                        + " URL without a password");
    }

    /** Whether no character could hide a part of the address from its reader. */
    private static boolean isVisible(String text) {
        return SafeText.escaped(text).equals(text);
    }

    private static boolean isPath(URI address) {
        return address.getScheme() == null
                && address.toString().startsWith("/")
                && !address.toString().startsWith("//");
    }

    private static boolean isUrl(URI address) {
        return address.getScheme() != null
                && SCHEME.matcher(address.getScheme()).matches()
                && address.getHost() != null
                && address.getRawUserInfo() == null;
    }
}
