package io.github.throttled.internal.servlet;

import io.github.throttled.internal.config.settings.HeaderStyle;
import io.github.throttled.internal.enforcement.RateLimitContext;
import io.github.throttled.internal.response.RateLimitFields;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;

import java.io.IOException;
import java.util.Set;

/**
 * Writes the rate limit fields if the container answers a request itself, for example with 401.
 * Otherwise JAX-RS filters write them.
 */
final class FieldWritingResponse extends HttpServletResponseWrapper {

    /** The statuses of a failed authentication; the application does not see such a request. */
    private static final Set<Integer> AUTHENTICATION_FAILURES =
            Set.of(SC_UNAUTHORIZED, SC_FORBIDDEN);

    private final RateLimitContext context;
    private final Set<HeaderStyle> styles;
    private boolean hasWrittenFields;

    FieldWritingResponse(
            HttpServletResponse response, RateLimitContext context, Set<HeaderStyle> styles) {
        super(response);
        this.context = context;
        this.styles = styles;
    }

    @Override
    public void sendError(int status) throws IOException {
        writeFields(status);
        super.sendError(status);
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        writeFields(status);
        super.sendError(status, message);
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        writeFields(SC_FOUND);
        super.sendRedirect(location);
    }

    @Override
    public void setStatus(int status) {
        writeFields(status);
        super.setStatus(status);
    }

    private void writeFields(int status) {
        if (status >= SC_MULTIPLE_CHOICES && !hasWrittenFields) {
            hasWrittenFields = true;
            if (AUTHENTICATION_FAILURES.contains(status)) {
                context.answered(status);
            }
            MultivaluedMap<String, Object> fields = new MultivaluedHashMap<>();
            RateLimitFields.write(context.decisions(), styles, status, fields);
            fields.forEach((name, values) -> setHeader(name, values.get(0).toString()));
        }
    }
}
