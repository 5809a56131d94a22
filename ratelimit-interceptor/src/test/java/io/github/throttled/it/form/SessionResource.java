package io.github.throttled.it.form;

import io.github.throttled.Throttled;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import java.io.IOException;

/** What an application has that logs its users in and out. */
@Path("")
public class SessionResource {

    /** Shown in place of what was asked for, whatever the method. */
    @GET
    @Path("form")
    @Produces(MediaType.TEXT_HTML)
    public String form() {
        return "<form method='post' action='j_security_check'>log in</form>";
    }

    @POST
    @Path("form")
    @Produces(MediaType.TEXT_HTML)
    public String formForPost() {
        return form();
    }

    @PUT
    @Path("form")
    @Produces(MediaType.TEXT_HTML)
    public String formForPut() {
        return form();
    }

    /** Begins a session, as a shop does for the cart of somebody whom it does not know. */
    @GET
    @Path("cart")
    public String cart(@Context HttpServletRequest request) {
        return request.getSession().getId();
    }

    @GET
    @Path("search")
    @Throttled("search")
    public String search() {
        return "found";
    }

    /** Lets a stranger log in. */
    @GET
    @Path("mine")
    public String mine(@Context HttpServletRequest request, @Context HttpServletResponse response)
            throws IOException, ServletException {
        return request.authenticate(response) ? request.getRemoteUser() : "";
    }

    @POST
    @Path("logout")
    public String logOut(@Context HttpServletRequest request) throws ServletException {
        request.logout();
        request.getSession().invalidate();
        return "bye";
    }
}
