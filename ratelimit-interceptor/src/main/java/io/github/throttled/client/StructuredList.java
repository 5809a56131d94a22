package io.github.throttled.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses strings with integer parameters in a list of RFC 9651.
 *
 * <p>The parser skips all other items and inner lists, but checks them by section 4.2: an error
 * anywhere invalidates the whole list.
 *
 * <p>The time is linear in the length, which is bounded. There is no recursion.
 */
final class StructuredList {

    /**
     * The maximum length in characters; longer fields are ignored. Every size that section 3
     * requires fits; the longest is that of a byte sequence of 16,384 octets.
     */
    static final int LONGEST = 32_768;

    private static final Pattern SPACES = Pattern.compile(" *+");
    private static final Pattern WHITE_SPACE = Pattern.compile("[ \t]*+");
    private static final Pattern KEY = Pattern.compile("[a-z*][a-z0-9_.*-]*+");
    private static final Pattern UNESCAPED = Pattern.compile("[ !#-\\[\\]-~]*+");
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,15}");

    /** Base64 of section 4.2.7. Pad characters may be missing, and pad bits may be set. */
    private static final String BYTE_SEQUENCE =
            ":(?:B{4})*+(?:B{2}(?:==)?|B{3}=?)?:".replace("B", "[A-Za-z0-9+/]");

    /** UTF-8 of RFC 3629, section 4. As section 4.2.10 requires, each octet above 7F is encoded. */
    private static final String DISPLAY_STRING =
            ("%\"(?:[ !#$&-~]|%[0-7]X"
                            + "|%(?:c[2-9a-f]|dX)T"
                            + "|%(?:e0%[ab]X|e[1-9a-cef]T|ed%[89]X)T"
                            + "|%(?:f0%[9ab]X|f[1-3]T|f4%8X)TT"
                            + ")*+\"")
                    .replace("T", "%[89ab]X")
                    .replace("X", "[0-9a-f]");

    /** All items except strings: number, token, byte sequence, boolean, date, or display string. */
    private static final Pattern UNQUOTED =
            Pattern.compile(
                    "-?[0-9]{1,15}(?![0-9.])"
                            + "|-?[0-9]{1,12}\\.[0-9]{1,3}(?![0-9.])"
                            + "|[A-Za-z*][A-Za-z0-9!#$%&'*+.^_`|~:/-]*+"
                            + "|\\?[01]"
                            + "|@-?[0-9]{1,15}(?![0-9.])"
                            + '|'
                            + BYTE_SEQUENCE
                            + '|'
                            + DISPLAY_STRING);

    private final String field;
    private final Matcher matcher;
    private int at;

    /**
     * A string of the list.
     *
     * @param name as it is written, in quotes
     * @param integers the parameters that are integers
     */
    record Member(String name, Map<String, Long> integers) {}

    private static final class Malformed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Malformed() {
            super(null, null, false, false);
        }
    }

    private StructuredList(String field) {
        this.field = field;
        this.matcher = SPACES.matcher(field);
    }

    /** Returns the strings of the list in order; empty if there are none or the list is invalid. */
    static List<Member> parse(String field) {
        if (field.length() > LONGEST) {
            return List.of();
        }
        try {
            return new StructuredList(field).members();
        } catch (Malformed e) {
            return List.of();
        }
    }

    private List<Member> members() {
        List<Member> members = new ArrayList<>();
        read(SPACES);
        while (at < field.length()) {
            if (isAt('"')) {
                members.add(new Member(string(), parameters()));
            } else {
                skipMember();
            }
            separator();
        }
        return members;
    }

    private void skipMember() {
        if (skip('(')) {
            skipInnerList();
        } else {
            read(UNQUOTED);
        }
        parameters();
    }

    /** Skips the items of an inner list and its end, see section 4.2.1.2. */
    private void skipInnerList() {
        read(SPACES);
        while (!skip(')')) {
            bareItem();
            parameters();
            require(isAt(' ') || isAt(')'));
            read(SPACES);
        }
    }

    private void separator() {
        read(WHITE_SPACE);
        if (at < field.length()) {
            expect(',');
            read(WHITE_SPACE);
            require(at < field.length());
        }
    }

    private Map<String, Long> parameters() {
        Map<String, Long> integers = new HashMap<>();
        while (skip(';')) {
            read(SPACES);
            String key = read(KEY);
            // The last parameter of a name counts, whatever its type.
            integers.remove(key);
            String value = skip('=') ? bareItem() : "?1";
            if (INTEGER.matcher(value).matches()) {
                integers.put(key, Long.valueOf(value));
            }
        }
        return integers;
    }

    private String bareItem() {
        return isAt('"') ? string() : read(UNQUOTED);
    }

    private String string() {
        int start = at;
        expect('"');
        read(UNESCAPED);
        while (skip('\\')) {
            require(isAt('"') || isAt('\\'));
            at++;
            read(UNESCAPED);
        }
        expect('"');
        return field.substring(start, at);
    }

    private String read(Pattern pattern) {
        require(matcher.usePattern(pattern).region(at, field.length()).lookingAt());
        at = matcher.end();
        return matcher.group();
    }

    private void expect(char expected) {
        require(skip(expected));
    }

    private boolean skip(char expected) {
        boolean there = isAt(expected);
        if (there) {
            at++;
        }
        return there;
    }

    private boolean isAt(char expected) {
        return at < field.length() && field.charAt(at) == expected;
    }

    private static void require(boolean right) {
        if (!right) {
            throw new Malformed();
        }
    }
}
