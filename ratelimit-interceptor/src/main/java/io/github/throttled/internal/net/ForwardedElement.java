package io.github.throttled.internal.net;

/**
 * Reads one element of {@code Forwarded}, by RFC 7239, section 4: {@code
 * for="[2001:db8::1]:4711";proto=https}. Tolerates white space around semicolons, which is common,
 * and unquoted characters that should be quoted.
 */
public final class ForwardedElement {

    private final String text;
    private int at;

    private ForwardedElement(String text) {
        this.text = text;
    }

    /**
     * The value of {@code for}, without quotes.
     *
     * @return null for none or more than one, or if the element is no list of parameters
     */
    public static String node(String element) {
        return new ForwardedElement(element).node();
    }

    private String node() {
        String node = null;
        while (toNextParameter()) {
            String name = name();
            String value = name == null ? null : value();
            boolean isFor = "for".equalsIgnoreCase(name);
            if (value == null || (isFor && node != null) || !isAtEndOfParameter()) {
                return null;
            }
            node = isFor ? value : node;
        }
        return node;
    }

    private boolean toNextParameter() {
        while (at < text.length() && (isSpace(text.charAt(at)) || text.charAt(at) == ';')) {
            at++;
        }
        return at < text.length();
    }

    private String name() {
        int equals = text.indexOf('=', at);
        if (equals <= at) {
            return null;
        }
        String name = text.substring(at, equals);
        at = equals + 1;
        return isName(name) ? name : null;
    }

    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || c == ';' || c == '"') {
                return false;
            }
        }
        return true;
    }

    private String value() {
        return at < text.length() && text.charAt(at) == '"' ? quotedString() : token();
    }

    private String token() {
        int start = at;
        while (at < text.length() && text.charAt(at) != ';' && !isSpace(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    /** The string without quotes and backslashes; null if its end is missing. */
    private String quotedString() {
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return value.toString();
            }
            if (c == '\\' && ++at == text.length()) {
                return null;
            }
            value.append(text.charAt(at));
        }
        return null;
    }

    private boolean isAtEndOfParameter() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        return at == text.length() || text.charAt(at) == ';';
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }
}
