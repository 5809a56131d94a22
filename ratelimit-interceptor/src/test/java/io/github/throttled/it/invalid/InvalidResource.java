package io.github.throttled.it.invalid;

import io.github.throttled.Throttled;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

@Path("invalid")
public class InvalidResource {

    @GET
    @Throttled(limit = "100/fortnight")
    public String throttled() {
        return "done";
    }

    /** Its policy is complete only with this limit. */
    @GET
    @Path("reserved")
    @Throttled(value = "reserved", limit = "5/minute")
    public String reserved() {
        return "done";
    }
}
