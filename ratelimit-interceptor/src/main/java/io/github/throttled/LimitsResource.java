package io.github.throttled;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * Where callers ask for their own limits, with {@code throttled.limits-resource=true}. JAX-RS finds
 * it like a resource of the application; an application that lists its classes has to list this
 * one.
 */
@Path(LimitsResource.PATH)
public class LimitsResource {

    static final String PATH = "throttled/limits";

    /**
     * What is asked for, which a filter answers: it knows who asks.
     *
     * @throws NotFoundException if it is not configured
     */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public String limits() {
        throw new NotFoundException();
    }
}
