package io.github.throttled.internal.response;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A problem of RFC 9457, of the types that draft-ietf-httpapi-ratelimit-headers-10 defines. It is
 * written by hand, so that a 429 needs no JSON library of the application.
 */
final class ProblemBody {

    /** What is in it, and the JSON type of each. */
    static final Map<String, String> PROPERTIES = properties();

    /** In characters, most are shorter. */
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

    /** JSON, all ASCII. */
    static String of(RejectionDetails rejection) {
        StringBuilder json = new StringBuilder(LENGTH);
        JsonString.append(rejection.type().uri(), json.append("{\"type\":"));
        JsonString.append(rejection.title(), json.append(",\"title\":"));
        json.append(",\"status\":").append(rejection.type().status());
        JsonString.append(rejection.detail(), json.append(",\"detail\":"));
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
