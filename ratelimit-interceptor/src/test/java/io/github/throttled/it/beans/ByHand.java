package io.github.throttled.it.beans;

import io.github.throttled.Decision;
import io.github.throttled.RateLimiter;

import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import java.util.concurrent.CompletionStage;

/** Asks the injected limiter, with the test as the key. */
@Path("by-hand")
@Produces(MediaType.TEXT_PLAIN)
public class ByHand {

    @Inject RateLimiter limiter;

    @HeaderParam("X-Test")
    String test;

    @QueryParam("policy")
    @DefaultValue("by-hand")
    String policy;

    @GET
    @Path("acquire")
    public String acquire(@QueryParam("permits") @DefaultValue("1") long permits) {
        return said(limiter.tryAcquire(policy, test, permits));
    }

    @GET
    @Path("acquire-one")
    public String acquireOne() {
        return said(limiter.tryAcquire(policy, test));
    }

    @GET
    @Path("acquire-async")
    public CompletionStage<String> acquireAsync() {
        return limiter.tryAcquireAsync(policy, test).thenApply(ByHand::said);
    }

    @GET
    @Path("peek")
    public String peek() {
        return said(limiter.peek(policy, test));
    }

    @GET
    @Path("reset")
    public String reset() {
        limiter.reset(policy, test);
        return "reset";
    }

    private static String said(Decision decision) {
        return (decision.allowed() ? "yes, " : "no, ")
                + decision.remaining()
                + " of "
                + decision.limit()
                + " by "
                + decision.policy()
                + (decision.never() ? ", never" : "");
    }
}
