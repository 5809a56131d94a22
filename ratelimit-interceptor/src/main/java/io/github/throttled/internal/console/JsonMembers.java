package io.github.throttled.internal.console;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;

import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the members of a flat JSON object. It reads events and rejects nested values, so that the
 * parser's behaviour with deep nesting does not matter.
 */
final class JsonMembers {

    private static final String NO_OBJECT = "The body is no JSON object.";

    private JsonMembers() {}

    /**
     * Returns the members that are strings; of several with the same name the last one.
     *
     * @throws ApiException if the text is no JSON object, or contains objects or arrays
     */
    static Map<String, String> texts(byte[] json) {
        try (JsonParser parser = Json.createParser(new ByteArrayInputStream(json))) {
            if (!parser.hasNext() || parser.next() != Event.START_OBJECT) {
                throw ApiException.bad(NO_OBJECT);
            }
            Map<String, String> texts = texts(parser);
            if (parser.hasNext()) {
                throw ApiException.bad(NO_OBJECT);
            }
            return texts;
        } catch (JsonException e) {
            throw ApiException.bad(NO_OBJECT);
        }
    }

    private static Map<String, String> texts(JsonParser parser) {
        Map<String, String> texts = new HashMap<>();
        String name = "";
        for (Event event = parser.next(); event != Event.END_OBJECT; event = parser.next()) {
            switch (event) {
                case KEY_NAME -> name = parser.getString();
                case VALUE_STRING -> texts.put(name, parser.getString());
                case START_OBJECT, START_ARRAY ->
                        throw ApiException.bad("The members of the body are texts, not nested.");
                default -> texts.remove(name);
            }
        }
        return texts;
    }
}
