package io.github.throttled.it.scope;

import io.github.throttled.Throttled;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

@Path("")
public class LoginResource {

    @Inject Vault vault;
    @Inject Desk desk;

    /** Only wrong passwords cost. */
    @GET
    @Path("login")
    @Throttled("login")
    public String login(@QueryParam("password") String password) {
        if (!"right".equals(password)) {
            throw new NotAuthorizedException("Bearer");
        }
        return "welcome";
    }

    @GET
    @Path("vault")
    public String vault(@QueryParam("password") String password) {
        return vault.open(password);
    }

    @GET
    @Path("bean")
    public String bean() {
        return vault.look();
    }

    @GET
    @Path("ejb")
    public String ejb() {
        return desk.ask();
    }

    @GET
    @Path("denied")
    @Throttled("denied")
    public String denied() {
        return "done";
    }

    @GET
    @Path("exempt")
    @Throttled("exempt")
    public String exempt() {
        return "done";
    }

    @GET
    @Path("dry")
    @Throttled("dry")
    public String dry() {
        return "done";
    }

    @GET
    @Path("two")
    @Throttled({"wide", "tight"})
    public String two() {
        return "done";
    }

    @GET
    @Path("wide")
    @Throttled("wide")
    public String wide() {
        return "done";
    }

    @GET
    @Path("tiers")
    @Throttled("tiers")
    public String tiers() {
        return "done";
    }

    @GET
    @Path("banning")
    @Throttled("banning")
    public String banning() {
        return "done";
    }

    @GET
    @Path("bucket")
    @Throttled("bucket")
    public String bucket() {
        return "done";
    }
}
