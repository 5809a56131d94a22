package io.github.throttled.benchmark.deployed;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** As many paths as one likes, without an annotation: routes lay limits on them. */
@Path("many/{number}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ManyResource {

    /** The same book at each. */
    @GET
    public String book() {
        return BookResource.BOOK;
    }
}
