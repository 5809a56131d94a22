package io.github.throttled.benchmark.deployed;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * Answers of the same kind as those of a limited resource, without any limit: all fields and the
 * body are constants. No limiter that says as much can be faster than this.
 */
@Path("by-hand")
@RequestScoped
public class ByHandResource {

    private static final String POLICY = "\"denied\";q=1;w=31622400";
    private static final String STATE = "\"denied\";r=0;t=31622400";
    private static final String PROBLEM =
            "{\"type\":\"https://iana.org/assignments/http-problem-types#quota-exceeded\","
                    + "\"title\":\"Too many requests\",\"status\":429,"
                    + "\"detail\":\"The limit has been reached. Try again in 365 days.\","
                    + "\"violated-policies\":[\"denied\"]}";

    @Inject private GridByHand grid;

    /** Admitted, with the two fields. */
    @GET
    @Path("admitted")
    @Produces(MediaType.APPLICATION_JSON)
    public Response admitted() {
        return Response.ok(BookResource.BOOK)
                .header("RateLimit-Policy", "\"leased\";q=1000000000;w=86400")
                .header("RateLimit", "\"leased\";r=999999999;t=86400")
                .build();
    }

    /** Admitted, with the two fields, after one write to the grid. */
    @GET
    @Path("written")
    @Produces(MediaType.APPLICATION_JSON)
    public Response written() {
        grid.write("127.0.0.1");
        return admitted();
    }

    /** Refused, with its fields and its body. */
    @GET
    @Path("denied")
    @Produces("application/problem+json")
    public Response denied() {
        return Response.status(429)
                .header("Retry-After", "31622400")
                .header("RateLimit-Policy", POLICY)
                .header("RateLimit", STATE)
                .header("Vary", "Accept")
                .header("Vary", "Accept-Language")
                .header("Content-Language", "en")
                .entity(PROBLEM)
                .build();
    }
}
