package io.github.throttled.it.fields;

import io.github.throttled.ThrottleCost;
import io.github.throttled.Throttled;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** Calls that cost one permit, or one for each byte. */
@Path("")
public class FileResource {

    @GET
    @Path("list")
    @Throttled("list")
    public String list() {
        return "list";
    }

    @POST
    @Path("upload")
    @Throttled("upload")
    public int upload(@ThrottleCost byte[] content) {
        return content.length;
    }
}
