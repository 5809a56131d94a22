package io.github.throttled.it.beans;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import java.util.concurrent.ExecutionException;

/** Unwraps what an asynchronous call threw, and tells a caller's mistake. */
@Provider
public class FailureMapper implements ExceptionMapper<Exception> {

    @Override
    public Response toResponse(Exception exception) {
        Throwable cause =
                exception instanceof ExecutionException ? exception.getCause() : exception;
        return Response.status(418)
                .entity(cause.getClass().getSimpleName() + ": " + cause.getMessage())
                .build();
    }
}
