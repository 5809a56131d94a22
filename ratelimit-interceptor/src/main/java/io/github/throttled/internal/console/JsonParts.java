package io.github.throttled.internal.console;

import io.github.throttled.Decision;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collector;

/** Creates parts of JSON documents in a uniform way. */
final class JsonParts {

    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    private JsonParts() {}

    static JsonObjectBuilder object() {
        return JSON.createObjectBuilder();
    }

    static JsonArrayBuilder array() {
        return JSON.createArrayBuilder();
    }

    static Collector<JsonObjectBuilder, JsonArrayBuilder, JsonArrayBuilder> toArray() {
        return Collector.of(
                JsonParts::array, JsonArrayBuilder::add, (all, more) -> all.addAll(more));
    }

    static JsonArrayBuilder array(long[] numbers) {
        JsonArrayBuilder array = array();
        for (long number : numbers) {
            array.add(number);
        }
        return array;
    }

    /** Returns whole seconds, rounded up; null for {@link Decision#NEVER}. */
    static JsonValue seconds(Duration duration) {
        if (duration.equals(Decision.NEVER)) {
            return JsonValue.NULL;
        }
        return Json.createValue(
                duration.getNano() == 0 ? duration.toSeconds() : duration.toSeconds() + 1);
    }

    /** Returns a text; null for an empty one. */
    static JsonValue orNull(String text) {
        return text == null || text.isEmpty() ? JsonValue.NULL : Json.createValue(text);
    }

    /** Returns a number; null if there is none. */
    static JsonValue orNull(OptionalLong number) {
        return number.isPresent() ? Json.createValue(number.getAsLong()) : JsonValue.NULL;
    }
}
