package io.github.throttled.it.resources;

import io.github.throttled.Strategy;
import io.github.throttled.Throttled;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.MediaType;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Neither a CDI bean by annotation nor an EJB. */
@Path("method")
public class MethodResource {

    @GET
    @Throttled(limit = "3/day", strategy = Strategy.SLIDING_LOG, key = "header:X-Test")
    public String throttled() {
        return "done";
    }

    @GET
    @Path("free")
    public String free() {
        return "free";
    }

    @POST
    @Path("entity")
    @Consumes(MediaType.APPLICATION_JSON)
    @Throttled(limit = "3/day", strategy = Strategy.SLIDING_LOG, key = "header:X-Test")
    public String entity(Map<String, String> entity) {
        return "read";
    }

    @GET
    @Path("stage")
    @Throttled(limit = "3/day", strategy = Strategy.SLIDING_LOG, key = "header:X-Test")
    public CompletionStage<String> stage() {
        return CompletableFuture.supplyAsync(() -> "done");
    }

    @GET
    @Path("suspended")
    @Throttled(limit = "3/day", strategy = Strategy.SLIDING_LOG, key = "header:X-Test")
    public void suspended(@Suspended AsyncResponse response) {
        CompletableFuture.runAsync(() -> response.resume("done"));
    }

    @Path("sub")
    public SubResource sub() {
        return new SubResource();
    }

    /** What a locator makes is known to nobody but JAX-RS. */
    public static class SubResource {

        @GET
        @Throttled(limit = "3/day", strategy = Strategy.SLIDING_LOG, key = "header:X-Test")
        public String throttled() {
            return "done";
        }
    }
}
