package io.github.throttled.it.answers;

import io.github.throttled.Decision;
import io.github.throttled.RateLimitExceededException;
import io.github.throttled.Throttled;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

import java.net.URI;
import java.time.Duration;
import java.util.List;

@Path("/")
public class ShopResource {

    @Inject Till till;

    @GET
    @Path("shop")
    @Throttled("once")
    public String shop() {
        return "1";
    }

    @GET
    @Path("till")
    public String till() {
        return till.pay();
    }

    @GET
    @Path("own")
    @Throttled("own")
    public String own() {
        return "1";
    }

    @GET
    @Path("failing")
    @Throttled("failing")
    public String failing() {
        return "1";
    }

    @GET
    @Path("denied")
    @Throttled("denied")
    public String denied() {
        return "1";
    }

    @GET
    @Path("moved/{status}")
    @Throttled("twice")
    public Response moved(@PathParam("status") int status) {
        return Response.status(status).location(URI.create("/elsewhere")).build();
    }

    /** As where a store does not answer. */
    @GET
    @Path("no-store")
    public String noStore() {
        throw new RateLimitExceededException(
                new Decision(
                        false,
                        "once",
                        1,
                        0,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ZERO,
                        List.of(),
                        Decision.Reason.STORE_FAILURE,
                        ""));
    }

    /** A throttled bean. */
    @ApplicationScoped
    public static class Till {

        @Throttled("once")
        public String pay() {
            return "1";
        }
    }
}
