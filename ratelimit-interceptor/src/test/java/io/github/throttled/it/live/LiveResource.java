package io.github.throttled.it.live;

import io.github.throttled.Throttled;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

@Path("")
public class LiveResource {

    @GET
    @Path("live")
    @Throttled("live")
    public String live() {
        return "done";
    }

    @POST
    @Path("limit")
    public void limit(@QueryParam("is") String limit) {
        ChangingSource.VALUES.put("throttled.policy.live.limit", limit);
    }
}
