package io.github.throttled.internal.config.reader;

import io.github.throttled.internal.config.syntax.BadValueException;

import java.util.List;

/** Reads what operators write as the value of a key. */
public final class ConfigTexts {

    private static final int LONGEST_MESSAGE = 5_000;

    private static final List<ConfigKey<?>> KEYS = ConfigKeys.all();

    private ConfigTexts() {}

    /**
     * Reads a text as the value of one key.
     *
     * @param key chooses the key; any number
     */
    public static void value(int key, String text) {
        if (text.isBlank()) {
            return;
        }
        try {
            KEYS.get(Math.floorMod(key, KEYS.size())).syntax().parse(text.strip());
        } catch (BadValueException e) {
            if (e.getMessage().length() > LONGEST_MESSAGE) {
                throw new AssertionError("a message is long", e);
            }
        }
    }
}
