package io.github.throttled.it.console;

import io.github.throttled.Throttled;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

@Path("shop")
public class ShopResource {

    @GET
    @Path("search")
    @Throttled("search")
    public String search() {
        return "found";
    }

    @GET
    @Path("list")
    @Throttled(limit = "2/day", key = "header:x-test")
    public String list() {
        return "all";
    }

    @GET
    @Path("banning")
    @Throttled("banning")
    public String banning() {
        return "done";
    }
}
