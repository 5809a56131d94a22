package io.github.throttled.it.console;

import io.github.throttled.Throttled;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

@Path("shop")
public class ShopResource {

    @GET
    @Path("search/{who}")
    @Throttled("search")
    public String search(@PathParam("who") String who) {
        return "found";
    }

    @GET
    @Path("list")
    @Throttled(limit = "2/day", key = "header:x-test")
    public String list() {
        return "all";
    }

    @GET
    @Path("banning/{who}")
    @Throttled("banning")
    public String banning(@PathParam("who") String who) {
        return "done";
    }

    @GET
    @Path("counted/{who}")
    @Throttled("counted")
    public String counted(@PathParam("who") String who) {
        return "done";
    }
}
