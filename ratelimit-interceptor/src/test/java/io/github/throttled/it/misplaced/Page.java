package io.github.throttled.it.misplaced;

import io.github.throttled.ThrottleCost;
import io.github.throttled.Throttled;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.QueryParam;

/** A sub-resource that is no bean. */
public class Page {

    @GET
    @Throttled("shop")
    public String read(@QueryParam("lines") @ThrottleCost int lines) {
        return "read";
    }
}
