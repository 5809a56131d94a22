package io.github.throttled.it.beans;

import io.github.throttled.RateLimiter;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Shows how often the timers ran. */
@Path("timers")
@Produces(MediaType.TEXT_PLAIN)
public class TimerResource {

    @Inject Timers timers;
    @Inject RateLimiter limiter;

    @GET
    @Path("throttled")
    public int throttled() {
        return timers.throttledRuns();
    }

    @GET
    @Path("free")
    public int free() {
        return timers.freeRuns();
    }

    @POST
    @Path("reset")
    public void reset() {
        limiter.reset("timer", "global");
    }
}
