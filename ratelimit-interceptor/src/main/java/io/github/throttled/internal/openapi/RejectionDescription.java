package io.github.throttled.internal.openapi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The response that a rejected client of an operation gets.
 *
 * @param fields response fields by name, each with an example value
 * @param bodies the possible formats of the body; empty if the application writes its own body
 */
public record RejectionDescription(Map<String, String> fields, List<Body> bodies) {

    /** The description before deployment has finished. */
    static final RejectionDescription UNKNOWN = new RejectionDescription(Map.of(), List.of());

    /** Copies both parameters; {@code Map.copyOf} would lose the order. */
    public RejectionDescription {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        bodies = List.copyOf(bodies);
    }

    /**
     * A format of the body.
     *
     * @param mediaType without parameters
     * @param properties names and JSON types of the members; empty for a text
     */
    public record Body(String mediaType, Map<String, String> properties) {

        /** Copies the properties. */
        public Body {
            properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        }
    }
}
