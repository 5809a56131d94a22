package io.github.throttled.rest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A problem of RFC 9457, of the types that draft-ietf-httpapi-ratelimit-headers-10 defines. It is
 * written by hand, so that a 429 needs no JSON library of the application.
 */
final class ProblemBody {

    /** What is in it, and the JSON type of each. */
    static final Map<String, String> PROPERTIES = properties();

    private ProblemBody() {}

    private static Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        for (String text : List.of("type", "title", "detail")) {
            properties.put(text, "string");
        }
        properties.put("status", "integer");
        properties.put("violated-policies", "array");
        return Collections.unmodifiableMap(properties);
    }

    /** JSON, all ASCII. */
    static String of(Rejection rejection) {
        return "{\"type\":"
                + JsonString.of(rejection.type().uri())
                + ",\"title\":"
                + JsonString.of(rejection.title())
                + ",\"status\":"
                + rejection.type().status()
                + ",\"detail\":"
                + JsonString.of(rejection.detail())
                + ",\"violated-policies\":["
                + violated(rejection)
                + "]}";
    }

    private static String violated(Rejection rejection) {
        return rejection.violated().stream()
                .map(LimitItem::quotedName)
                .collect(Collectors.joining(","));
    }
}
