package io.github.throttled.rest;

import java.util.stream.Collectors;

/**
 * A problem of RFC 9457, of the types that draft-ietf-httpapi-ratelimit-headers-10 defines. It is
 * written by hand, so that a 429 needs no JSON library of the application.
 */
final class ProblemBody {

    private ProblemBody() {}

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
