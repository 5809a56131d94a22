package io.github.throttled.internal.openapi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a rejected client of an operation gets.
 *
 * @param fields the response fields by name, each with a value that it may have
 * @param bodies the forms that the body can have; empty if the application writes its own
 */
public record RejectionDescription(Map<String, String> fields, List<Body> bodies) {

    /** Before anybody has said what clients get. */
    static final RejectionDescription UNKNOWN = new RejectionDescription(Map.of(), List.of());

    /** Makes both immutable; {@code Map.copyOf} would forget the order. */
    public RejectionDescription {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        bodies = List.copyOf(bodies);
    }

    /**
     * A form of the body.
     *
     * @param mediaType without parameters
     * @param properties names and JSON types of what is in it; empty for a text
     */
    public record Body(String mediaType, Map<String, String> properties) {

        /** Makes the properties immutable. */
        public Body {
            properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        }
    }
}
