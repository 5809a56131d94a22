package io.github.throttled.rest;

import io.github.throttled.cdi.Passage;
import io.github.throttled.policy.HeaderStyle;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Answers a rejected request where there is no JAX-RS yet. Thread-safe. */
final class EarlyRefusal {

    /** What is longer no client has to say of what it can read. */
    private static final int MAX_LENGTH = 8192;

    private final Refusal refusal;
    private final Set<HeaderStyle> styles;

    EarlyRefusal(Refusal refusal, Set<HeaderStyle> styles) {
        this.refusal = refusal;
        this.styles = styles;
    }

    /** Writes the whole response. */
    void answer(Passage passage, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Response answer =
                refusal.plainly(
                        passage.rejection().orElseThrow(),
                        accepted(joined(request, HttpHeaders.ACCEPT)),
                        joined(request, HttpHeaders.ACCEPT_LANGUAGE));
        response.setStatus(answer.getStatus());
        fields(answer, passage)
                .forEach(
                        (name, values) ->
                                values.forEach(
                                        value -> response.addHeader(name, value.toString())));
        response.getOutputStream()
                .write(answer.getEntity().toString().getBytes(StandardCharsets.UTF_8));
    }

    /** What the container answers with if it refuses a request that we do not. */
    HttpServletResponse telling(Passage passage, HttpServletResponse response) {
        return new TellingResponse(response, passage, styles);
    }

    private MultivaluedMap<String, Object> fields(Response answer, Passage passage) {
        MultivaluedMap<String, Object> fields = new MultivaluedHashMap<>();
        answer.getStringHeaders()
                .forEach((name, values) -> values.forEach(value -> fields.add(name, value)));
        // They are about the last decision only.
        RateLimitFields.remove(fields);
        RateLimitFields.write(passage.decisions(), styles, answer.getStatus(), fields);
        return fields;
    }

    /** All lines of a field as one list; null if there are none. */
    private static String joined(HttpServletRequest request, String field) {
        Enumeration<String> lines = request.getHeaders(field);
        return lines.hasMoreElements() ? String.join(", ", Collections.list(lines)) : null;
    }

    /** What is no media type is left out. */
    private static List<MediaType> accepted(String field) {
        return field == null || field.length() > MAX_LENGTH
                ? List.of(MediaType.WILDCARD_TYPE)
                : Stream.of(field.split(",")).flatMap(EarlyRefusal::mediaType).toList();
    }

    private static Stream<MediaType> mediaType(String text) {
        try {
            return Stream.of(MediaType.valueOf(text.strip()));
        } catch (IllegalArgumentException e) {
            return Stream.empty();
        }
    }
}
