package io.github.throttled.internal.servlet;

import io.github.throttled.internal.config.settings.HeaderStyle;
import io.github.throttled.internal.enforcement.RateLimitContext;
import io.github.throttled.internal.response.AcceptedTypes;
import io.github.throttled.internal.response.RateLimitFields;
import io.github.throttled.internal.response.RejectionResponse;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Answers a rejected request where there is no JAX-RS yet. Thread-safe. */
public final class ServletRejectionWriter {

    private final RejectionResponse rejections;
    private final Set<HeaderStyle> styles;

    public ServletRejectionWriter(RejectionResponse rejections, Set<HeaderStyle> styles) {
        this.rejections = rejections;
        this.styles = styles;
    }

    /** Writes the whole response. */
    public void answer(
            RateLimitContext context, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Response answer =
                rejections.plainly(context.rejection().orElseThrow(), AcceptedTypes.by(request));
        response.setStatus(answer.getStatus());
        fields(answer, context)
                .forEach(
                        (name, values) ->
                                values.forEach(
                                        value -> response.addHeader(name, value.toString())));
        response.getOutputStream()
                .write(answer.getEntity().toString().getBytes(StandardCharsets.UTF_8));
    }

    /** What the container answers with if it refuses a request that we do not. */
    public HttpServletResponse telling(RateLimitContext context, HttpServletResponse response) {
        return new FieldWritingResponse(response, context, styles);
    }

    private MultivaluedMap<String, Object> fields(Response answer, RateLimitContext context) {
        MultivaluedMap<String, Object> fields = new MultivaluedHashMap<>();
        answer.getStringHeaders()
                .forEach((name, values) -> values.forEach(value -> fields.add(name, value)));
        // They are about the last decision only.
        RateLimitFields.remove(fields);
        RateLimitFields.write(context.decisions(), styles, answer.getStatus(), fields);
        return fields;
    }
}
