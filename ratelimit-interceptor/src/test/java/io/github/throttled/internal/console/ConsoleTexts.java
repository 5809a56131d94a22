package io.github.throttled.internal.console;

import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;

/** Reads what programs send to the console, and what the console exports. */
public final class ConsoleTexts {

    private ConsoleTexts() {}

    /** Reads bytes as a body. */
    public static void body(byte[] bytes) {
        try {
            JsonMembers.texts(bytes);
        } catch (ApiException e) {
            if (e.status() != 400) {
                throw new AssertionError(e);
            }
        }
    }

    /** Exports a text, and reads it again. */
    public static void exported(String text) {
        Properties read = new Properties();
        try {
            read.load(new StringReader(PropertiesText.line("key", text)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        if (read.size() != 1 || !text.equals(read.getProperty("key"))) {
            throw new AssertionError("the exported text reads differently");
        }
    }
}
