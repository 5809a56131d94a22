package io.github.throttled.example;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Tells in JSON what a resource, or Jakarta REST itself, answers instead of the server's HTML. */
@Provider
public class FailureMapper implements ExceptionMapper<WebApplicationException> {

    @Override
    public Response toResponse(WebApplicationException failure) {
        return Problem.in(failure.getResponse(), failure.getMessage());
    }
}
