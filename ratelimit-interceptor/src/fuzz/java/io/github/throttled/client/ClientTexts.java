package io.github.throttled.client;

import java.time.Instant;

/** What servers answer. */
public final class ClientTexts {

    private ClientTexts() {}

    /** Reads a text as each field. */
    public static void fields(String text) {
        StructuredList.parse(text);
        RetryAfter.parse(text, Instant.EPOCH);
        HttpDate.parse(text);
    }
}
