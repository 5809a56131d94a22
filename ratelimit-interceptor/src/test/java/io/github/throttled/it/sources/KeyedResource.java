package io.github.throttled.it.sources;

import io.github.throttled.ThrottleCost;
import io.github.throttled.ThrottleKey;
import io.github.throttled.Throttled;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;

import java.util.Arrays;

@Path("")
public class KeyedResource {

    @Inject Mail mail;

    @GET
    @Path("cookie")
    @Throttled("cookie")
    public String cookie() {
        return "done";
    }

    @GET
    @Path("address")
    @Throttled("address")
    public String address() {
        return "done";
    }

    @GET
    @Path("bean-address")
    public String beanAddress() {
        return mail.byAddress();
    }

    @GET
    @Path("path/{id}")
    @Throttled("path")
    public String path() {
        return "done";
    }

    @GET
    @Path("query")
    @Throttled("query")
    public String query() {
        return "done";
    }

    @GET
    @Path("claim")
    @Throttled("claim")
    public String claim() {
        return "done";
    }

    @GET
    @Path("resolver")
    @Throttled("resolver")
    public String resolver() {
        return "done";
    }

    @GET
    @Path("new-session")
    public String newSession(@Context HttpServletRequest request) {
        return request.getSession().getId();
    }

    @GET
    @Path("session")
    @Throttled("session")
    public String session(@Context HttpServletRequest request) {
        return "done";
    }

    /** The key is in the entity. */
    @POST
    @Path("param")
    @Throttled({"by-test", "param"})
    public String param(@ThrottleKey String entity) {
        return "done";
    }

    @GET
    @Path("page")
    @Throttled("by-test")
    public String page(@QueryParam("size") @ThrottleCost int size) {
        return "done";
    }

    @GET
    @Path("report")
    @Throttled("report")
    public String report() {
        return "done";
    }

    @GET
    @Path("tiered")
    @Throttled("tiered")
    public String tiered() {
        return "done";
    }

    @GET
    @Path("mail/{recipient}")
    public String mail(@PathParam("recipient") String recipient) {
        return mail.to(recipient, "hello");
    }

    @GET
    @Path("mails/{recipients}")
    public String mails(@PathParam("recipients") String recipients) {
        return mail.toAll(Arrays.asList(recipients.split(",")));
    }
}
