package io.github.throttled.it.concurrent;

import io.github.throttled.Hold;
import io.github.throttled.RateLimiter;
import io.github.throttled.Throttled;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.StreamingOutput;

import java.util.concurrent.CompletionStage;

/** Requests that take as long as a client wants them to. */
@Path("")
public class WorkResource {

    @Inject Latches latches;
    @Inject Work work;
    @Inject RateLimiter limiter;

    @HeaderParam("X-Test")
    String client;

    @GET
    @Path("request")
    @Throttled("request")
    public String request() {
        return latches.of(client).join();
    }

    /** The answer begins at once, and ends when the client wants it to. */
    @GET
    @Path("stream")
    @Throttled("stream")
    public StreamingOutput stream() {
        return output -> {
            output.write('.');
            output.flush();
            output.write(latches.of(client).join().getBytes());
        };
    }

    @GET
    @Path("suspended")
    @Throttled("suspended")
    public void suspended(@Suspended AsyncResponse response) {
        latches.of(client).thenAccept(response::resume);
    }

    @GET
    @Path("promise")
    @Throttled("promise")
    public CompletionStage<String> promise() {
        return latches.of(client);
    }

    @GET
    @Path("failing")
    @Throttled("failing")
    public String failing() {
        throw new IllegalStateException(latches.of(client).join());
    }

    @GET
    @Path("bean")
    public String bean() {
        return work.bean(client);
    }

    @GET
    @Path("stage")
    public CompletionStage<String> stage() {
        return work.stage(client);
    }

    @GET
    @Path("by-hand")
    public String byHand() {
        try (Hold hold = limiter.hold("by-hand", client)) {
            return hold.decision().allowed() ? latches.of(client).join() : "too many";
        }
    }

    @GET
    @Path("running")
    public int running() {
        return latches.running(client);
    }

    @GET
    @Path("open")
    public void open() {
        latches.open(client);
    }
}
