package io.github.throttled.it.calls;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

public interface Inventory {

    @GET
    @Path("stock/inventory")
    int inventory();
}
