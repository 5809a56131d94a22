package io.github.throttled.it.told;

import io.github.throttled.ThrottleCost;
import io.github.throttled.Throttled;

import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.QueryParam;

/** A bean, of which somebody makes one by himself. */
@Dependent
public class Basket {

    @GET
    @Throttled("basket")
    public String fill(@QueryParam("books") @ThrottleCost int books) {
        return "full";
    }
}
