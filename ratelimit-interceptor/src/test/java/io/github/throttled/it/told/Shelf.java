package io.github.throttled.it.told;

import io.github.throttled.ThrottleCost;
import io.github.throttled.Throttled;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.QueryParam;

/** No bean. */
public class Shelf {

    @GET
    @Throttled("basket")
    public String read(@QueryParam("books") @ThrottleCost int books) {
        return "read";
    }
}
