package io.github.throttled.it.resources;

import io.github.throttled.Throttled;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** One method for each kind of key. */
@Path("key")
public class KeyResource {

    @GET
    @Path("ip")
    @Throttled("ip")
    public String ip() {
        return "done";
    }

    @GET
    @Path("user")
    @Throttled("user")
    public String user() {
        return "done";
    }

    @GET
    @Path("user-or-ip")
    @Throttled("user-or-ip")
    public String userOrIp() {
        return "done";
    }

    @GET
    @Path("user-or-header")
    @Throttled("user-or-header")
    public String userOrHeader() {
        return "done";
    }

    @GET
    @Path("user-and-header")
    @Throttled("user-and-header")
    public String userAndHeader() {
        return "done";
    }

    @GET
    @Path("header")
    @Throttled("header")
    public String header() {
        return "done";
    }

    @GET
    @Path("global")
    @Throttled("global")
    public String global() {
        return "done";
    }
}
