package io.github.throttled.it.mapper;

import io.github.throttled.RateLimitExceededException;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

@Provider
public class OwnMapper implements ExceptionMapper<RateLimitExceededException> {

    @Override
    public Response toResponse(RateLimitExceededException exception) {
        return Response.status(429)
                .entity("not so fast, says " + exception.decision().policy())
                .build();
    }
}
