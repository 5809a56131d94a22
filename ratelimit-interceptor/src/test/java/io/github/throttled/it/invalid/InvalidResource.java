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
}
