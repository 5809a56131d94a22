package io.github.throttled.internal.response;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a problem of RFC 9457 with the types of draft-ietf-httpapi-ratelimit-headers-10.
 *
 * <p>It is written without a JSON library, so that a 429 does not depend on one of the application.
 */
final class ProblemBody {

    /** The members of a problem, and the JSON type of each. */
    static final Map<String, String> PROPERTIES = properties();

    /** The initial capacity in characters; most bodies are shorter. */
    private static final int LENGTH = 320;

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

    /** Returns the problem as JSON in ASCII. */
    static String of(RejectionDetails rejection) {
        StringBuilder json = new StringBuilder(LENGTH);
        QuotedText.json(rejection.type().uri(), json.append("{\"type\":"));
        QuotedText.json(rejection.title(), json.append(",\"title\":"));
        json.append(",\"status\":").append(rejection.type().status());
        QuotedText.json(rejection.detail(), json.append(",\"detail\":"));
        json.append(",\"violated-policies\":[");
        int empty = json.length();
        for (LimitItem item : LimitItem.of(rejection.decisions())) {
            if (item.violated()) {
                json.append(json.length() == empty ? "" : ",").append(item.quotedName());
            }
        }
        return json.append("]}").toString();
    }
}
