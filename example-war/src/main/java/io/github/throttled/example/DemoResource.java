package io.github.throttled.example;

import io.github.throttled.Throttled;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * Something to count with. The policy's key is the header {@code X-Demo-Run}, so whoever sends a
 * value that nobody used before starts with the whole quota.
 */
@Path("demo")
@Produces(MediaType.TEXT_PLAIN)
public class DemoResource {

    @Inject Node node;

    /** Says who answered. */
    @GET
    @Throttled("demo")
    public String hello() {
        return "Hello from " + node.name() + "\n";
    }
}
