package io.github.throttled.it.retry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

@Path("/")
@ApplicationScoped
public class StrategyResource {

    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();

    /** Answers when it is released, if it is asked to wait. */
    @GET
    @Path("{strategy}")
    public String get(@PathParam("strategy") String strategy, @QueryParam("hold") String hold)
            throws InterruptedException {
        if (hold != null
                && !held.computeIfAbsent(hold, key -> new CountDownLatch(1))
                        .await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Nobody has released " + hold + '.');
        }
        return strategy;
    }

    @GET
    @Path("holds/{hold}")
    public String holds(@PathParam("hold") String hold) {
        if (!held.containsKey(hold)) {
            throw new NotFoundException();
        }
        return hold;
    }

    @GET
    @Path("release/{hold}")
    public String release(@PathParam("hold") String hold) {
        held.get(hold).countDown();
        return hold;
    }
}
