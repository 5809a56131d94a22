package io.github.throttled.rest;

import io.github.throttled.cdi.Passage;
import io.github.throttled.policy.HeaderStyle;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Answers a rejected request where there is no JAX-RS yet. Thread-safe. */
final class EarlyRefusal {

    private final Refusal refusal;
    private final Set<HeaderStyle> styles;

    EarlyRefusal(Refusal refusal, Set<HeaderStyle> styles) {
        this.refusal = refusal;
        this.styles = styles;
    }

    /** Writes the whole response. */
    void answer(Passage passage, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Response answer = refusal.plainly(passage.rejection().orElseThrow(), Accepted.by(request));
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
}
