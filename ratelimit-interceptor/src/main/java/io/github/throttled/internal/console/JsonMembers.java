package io.github.throttled.internal.console;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;

import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * The members of a JSON object. It is read event by event, and only as deep as requests are: what a
 * parser does with a thousand levels is its own affair.
 */
final class JsonMembers {

    private static final String NO_OBJECT = "The body is no JSON object.";

    private JsonMembers() {}

    /**
     * Those that are texts; the last one, if several have the same name.
     *
     * @throws ApiException if it is no object, or one with objects or arrays in it
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
