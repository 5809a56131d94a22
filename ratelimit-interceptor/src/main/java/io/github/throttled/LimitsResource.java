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
 * <p>JAX-RS discovers it like a resource of the application. If an {@code Application} lists its
 * classes, it must list this class too.
 */
@Path(LimitsResource.PATH)
public class LimitsResource {

    static final String PATH = "throttled/limits";

    /**
     * Declares the request to JAX-RS. If the resource is on, this method does not run: a filter
     * answers the request with the limits of the caller as JSON.
     *
     * @return no value, because the method always throws; the type declares a text
     * @throws NotFoundException if no filter answers, because {@code throttled.limits-resource} or
     *     {@code throttled.enabled} is {@code false}
     */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public String limits() {
        throw new NotFoundException();
    }
}
