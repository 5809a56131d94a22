package io.github.throttled;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * The resource through which callers read their own limits, if {@code
 * throttled.limits-resource=true}.
 *
 * <p>JAX-RS discovers it like a resource of the application. An application that lists its classes
 * must list this class too.
 */
@Path(LimitsResource.PATH)
public class LimitsResource {

    static final String PATH = "throttled/limits";

    /**
     * Returns the limits of the caller as JSON. A filter writes the response before this method
     * runs, because the filter knows the caller.
     *
     * @throws NotFoundException if {@code throttled.limits-resource} is not {@code true}
     */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public String limits() {
        throw new NotFoundException();
    }
}
