package io.github.throttled.operate;

import java.util.List;
import java.util.Map;

/**
 * What a rejected client of an operation gets.
 *
 * @param fields the response fields by name, each with a value that it may have
 * @param bodies the forms that the body can have; empty if the application writes its own
 */
public record Rejections(Map<String, String> fields, List<Body> bodies) {

    /**
     * A form of the body.
     *
     * @param mediaType without parameters
     * @param properties names and JSON types of what is in it; empty for a text
     */
    public record Body(String mediaType, Map<String, String> properties) {}
}
