package io.github.throttled.internal.key;

import io.github.throttled.internal.net.ListFromRight;

import java.util.List;

/** Reads what clients and proxies say of the client's address. */
public final class ForwardingTexts {

    private ForwardingTexts() {}

    /** Reads a text as each of the two fields; a line break begins another line of the field. */
    public static void forwarded(String text) {
        List<String> lines = List.of(text.split("\n", -1));
        for (ForwardingField field : ForwardingField.values()) {
            ListFromRight elements = new ListFromRight(lines, field == ForwardingField.FORWARDED);
            int most = text.length() + 1;
            for (String next = elements.next(); next != null && most > 0; next = elements.next()) {
                field.address(next);
                most--;
                if (next.equals("unknown")) {
                    return;
                }
            }
            if (most == 0) {
                throw new AssertionError("a list has no end");
            }
        }
    }
}
