package io.github.throttled.internal.response;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An independent reading of a response field: the parsing algorithms of RFC 9651, section 4.2, for
 * lists of strings with integer parameters. Whatever else RFC 9651 allows is an error here.
 */
final class StructuredFieldList {

    /** A member of the list. */
    record Item(String name, Map<String, Long> parameters) {}

    private final String input;
    private int at;

    private StructuredFieldList(String input) {
        this.input = input;
    }

    static List<Item> parse(String field) {
        return new StructuredFieldList(field).list();
    }

    private List<Item> list() {
        List<Item> items = new ArrayList<>();
        while (true) {
            items.add(new Item(string(), parameters()));
            skipWhitespace();
            if (at == input.length()) {
                return items;
            }
            expect(',');
            skipWhitespace();
        }
    }

    private String string() {
        expect('"');
        StringBuilder text = new StringBuilder();
        for (char c = next(); c != '"'; c = next()) {
            if (c == '\\') {
                c = next();
                require(c == '"' || c == '\\', "escaped " + c);
            }
            require(c >= 0x20 && c <= 0x7e, "character " + (int) c);
            text.append(c);
        }
        return text.toString();
    }

    private Map<String, Long> parameters() {
        Map<String, Long> parameters = new LinkedHashMap<>();
        while (at < input.length() && input.charAt(at) == ';') {
            at++;
            String key = key();
            expect('=');
            require(parameters.put(key, integer()) == null, "second " + key);
        }
        return parameters;
    }

    private String key() {
        int start = at;
        while (at < input.length() && isLowerCase(input.charAt(at))) {
            at++;
        }
        require(at > start, "no key");
        return input.substring(start, at);
    }

    private long integer() {
        int start = at;
        while (at < input.length() && isDigit(input.charAt(at))) {
            at++;
        }
        require(at > start && at - start <= 15, "integer of " + (at - start) + " digits");
        return Long.parseLong(input.substring(start, at));
    }

    private void skipWhitespace() {
        while (at < input.length() && (input.charAt(at) == ' ' || input.charAt(at) == '\t')) {
            at++;
        }
    }

    private void expect(char expected) {
        require(next() == expected, "no " + expected);
    }

    private char next() {
        require(at < input.length(), "end");
        return input.charAt(at++);
    }

    private void require(boolean condition, String problem) {
        if (!condition) {
            throw new IllegalArgumentException(problem + " at " + at + " of: " + input);
        }
    }

    private static boolean isLowerCase(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
