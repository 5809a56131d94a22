package io.github.throttled.it.resources;

import io.github.throttled.Strategy;
import io.github.throttled.Throttled;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A CDI bean as well. */
@Path("class")
@ApplicationScoped
@Throttled(limit = "3/day", strategy = Strategy.SLIDING_LOG, key = "header:X-Test")
public class ClassResource {

    @GET
    @Path("one")
    public String one() {
        return "one";
    }

    @GET
    @Path("other")
    public String other() {
        return "other";
    }

    @GET
    @Path("own")
    @Throttled(limit = "1/day", strategy = Strategy.SLIDING_LOG, key = "header:X-Test")
    public String own() {
        return "own";
    }
}
