package io.github.throttled.it.login;

import io.github.throttled.Throttled;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

@Path("/")
public class ShopResource {

    @Inject Users users;
    @Inject Tokens tokens;

    @GET
    @Path("{page: address|failures|both|held|user|forbidden}")
    public String page(@Context SecurityContext security) {
        return security.getUserPrincipal() == null
                ? "nobody"
                : security.getUserPrincipal().getName();
    }

    @GET
    @Path("by-token")
    @Throttled(limit = "2/day", key = "header:X-Test")
    public String byToken() {
        return "by token";
    }

    @GET
    @Path("asked/{user}")
    public int asked(@PathParam("user") String user) {
        return users.asked(user);
    }

    @GET
    @Path("read/{token}")
    public int read(@PathParam("token") String token) {
        return tokens.timesRead(token);
    }
}
