package io.github.throttled.example;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** JSON that cannot be read is the client's mistake; without this it would be a 500. */
@Provider
public class UnreadableBodyMapper implements ExceptionMapper<ProcessingException> {

    @Override
    public Response toResponse(ProcessingException failure) {
        Response badRequest = Response.status(Response.Status.BAD_REQUEST).build();
        return Problem.in(badRequest, "The body is not the JSON that belongs here.");
    }
}
