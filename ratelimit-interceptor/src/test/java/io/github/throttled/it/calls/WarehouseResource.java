package io.github.throttled.it.calls;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The server that is called: it counts calls, and refuses if it is asked to. */
@Path("warehouse")
public class WarehouseResource {

    private static final Map<String, Integer> CALLS = new ConcurrentHashMap<>();

    @GET
    @Path("stock/{isbn}")
    public int stock(@PathParam("isbn") String isbn) {
        return CALLS.merge(isbn, 1, Integer::sum);
    }

    @GET
    @Path("calls/{isbn}")
    public int calls(@PathParam("isbn") String isbn) {
        return CALLS.getOrDefault(isbn, 0);
    }

    @GET
    @Path("refusal")
    public Response refusal(@QueryParam("retry-after") String retryAfter) {
        CALLS.merge("refusal-" + retryAfter, 1, Integer::sum);
        return Response.status(Status.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, retryAfter)
                .build();
    }
}
