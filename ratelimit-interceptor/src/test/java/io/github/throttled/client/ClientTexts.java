package io.github.throttled.client;

import java.time.Instant;

/** Reads the fields of responses. */
public final class ClientTexts {

    private ClientTexts() {}

    /** Reads a text as each field. */
    public static void fields(String text) {
        StructuredList.parse(text);
        RetryAfterField.parse(text, Instant.EPOCH);
        HttpDate.parse(text, Instant.EPOCH);
    }
}
