package io.github.throttled.it.mapper;

import io.github.throttled.Strategy;
import io.github.throttled.Throttled;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

@Path("shop")
public class ShopResource {

    @Inject Till till;

    @GET
    @Throttled(limit = "1/day", strategy = Strategy.SLIDING_LOG, key = "header:X-Test")
    public String throttled() {
        return "done";
    }

    @GET
    @Path("till")
    public String till() {
        return till.pay();
    }

    @GET
    @Path("two-policies")
    @Throttled({"loose", "tight"})
    public String twoPolicies() {
        return "done";
    }

    /** A throttled bean. */
    @ApplicationScoped
    public static class Till {

        @Throttled(limit = "1/day", strategy = Strategy.SLIDING_LOG, key = "header:X-Test")
        public String pay() {
            return "paid";
        }
    }
}
