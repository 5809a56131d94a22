package io.github.throttled.it.guessing;

import io.github.throttled.it.login.Users;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

import java.util.concurrent.TimeUnit;

/** {@code vault} is for clerks, all else is open to everybody. */
@Path("/")
public class HouseResource {

    private static final long PATIENCE_SECONDS = 60;

    @Inject Users users;
    @Inject Queue queue;

    @GET
    @Path("{room: hall|vault|busy}")
    public String room(@Context SecurityContext security) {
        return security.getUserPrincipal() == null
                ? "nobody"
                : security.getUserPrincipal().getName();
    }

    /** Takes until somebody opens the counter. */
    @GET
    @Path("queue")
    public String queue() throws InterruptedException {
        queue.waiting().incrementAndGet();
        return queue.isOpen().await(PATIENCE_SECONDS, TimeUnit.SECONDS) ? "served" : "closed";
    }

    @GET
    @Path("waiting")
    public int waiting() {
        return queue.waiting().get();
    }

    @GET
    @Path("open")
    public String open() {
        queue.isOpen().countDown();
        return "open";
    }

    @GET
    @Path("asked/{user}")
    public int asked(@PathParam("user") String user) {
        return users.asked(user);
    }
}
