package io.github.throttled.benchmark.deployed;

import io.github.throttled.Throttled;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * A resource as they are: a bean of CDI that answers with a little JSON. It does as little as
 * possible, so that what a limit adds shows. Where Throttled is not deployed, the annotations mean
 * nothing.
 */
@Path("book")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class BookResource {

    static final String BOOK =
            "{\"isbn\":\"9780199232765\",\"title\":\"War and Peace\",\"stock\":12}";

    /** Permits are taken ahead. */
    @GET
    @Path("leased")
    @Throttled("leased")
    public String leased() {
        return BOOK;
    }

    /** Nobody is let in. */
    @GET
    @Path("denied")
    @Throttled("denied")
    public String denied() {
        return BOOK;
    }

    /** Each call is counted in the grid before it is answered. */
    @GET
    @Path("strict")
    @Throttled("strict")
    public String strict() {
        return BOOK;
    }
}
