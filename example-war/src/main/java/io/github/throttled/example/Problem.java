package io.github.throttled.example;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * What went wrong, as RFC 9457 wants it said. Throttled says it the same way, so a client needs to
 * understand one format only.
 */
public record Problem(String title, int status, String detail) {

    private static final MediaType TYPE = new MediaType("application", "problem+json");

    /** Turns the body of a response that failed into a problem. */
    static Response in(Response response, String detail) {
        Response.StatusType status = response.getStatusInfo();
        return Response.fromResponse(response)
                .type(TYPE)
                .entity(new Problem(status.getReasonPhrase(), status.getStatusCode(), detail))
                .build();
    }
}
