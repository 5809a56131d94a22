package io.github.throttled.it.told;

import io.github.throttled.ThrottleKey;
import io.github.throttled.Throttled;

import jakarta.ejb.Stateless;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

@Path("shop")
@Stateless
public class ShopResource {

    @Inject Instance<Basket> baskets;

    @Path("injected")
    public Basket injected() {
        return baskets.get();
    }

    @Path("made")
    public Basket made() {
        return new Basket();
    }

    @Path("shelf")
    public Shelf shelf() {
        return new Shelf();
    }

    @GET
    @Path("ejb")
    @Throttled("by-param")
    public String ejb(@QueryParam("id") @ThrottleKey String id) {
        return "done";
    }
}
