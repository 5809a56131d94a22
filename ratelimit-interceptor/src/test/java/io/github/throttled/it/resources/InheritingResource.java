package io.github.throttled.it.resources;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

@Path("inheriting")
public class InheritingResource extends ThrottledParent {

    @GET
    public String inherits() {
        return "done";
    }
}
