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
 * The response to a request that nobody but the container may get to see: if that sends it away, it
 * tells the client where it stands. If it does not, others will.
 */
final class FieldWritingResponse extends HttpServletResponseWrapper {

    /** After these it goes no further. */
    private static final Set<Integer> REFUSALS = Set.of(SC_UNAUTHORIZED, SC_FORBIDDEN);

    private final RateLimitContext context;
    private final Set<HeaderStyle> styles;
    private boolean hasTold;

    FieldWritingResponse(
            HttpServletResponse response, RateLimitContext context, Set<HeaderStyle> styles) {
        super(response);
        this.context = context;
        this.styles = styles;
    }

    @Override
    public void sendError(int status) throws IOException {
        tell(status);
        super.sendError(status);
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        tell(status);
        super.sendError(status, message);
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        tell(SC_FOUND);
        super.sendRedirect(location);
    }

    @Override
    public void setStatus(int status) {
        tell(status);
        super.setStatus(status);
    }

    private void tell(int status) {
        if (status >= SC_MULTIPLE_CHOICES && !hasTold) {
            hasTold = true;
            if (REFUSALS.contains(status)) {
                context.answered(status);
            }
            MultivaluedMap<String, Object> fields = new MultivaluedHashMap<>();
            RateLimitFields.write(context.decisions(), styles, status, fields);
            fields.forEach((name, values) -> setHeader(name, values.get(0).toString()));
        }
    }
}
