package io.github.throttled.it.delay;

import io.github.throttled.Throttled;

import jakarta.ejb.Stateless;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An EJB whose call ends on the thread that it began on, whatever it returns. */
@Stateless
public class LineSession {

    @Throttled("session")
    public CompletionStage<String> later() {
        return CompletableFuture.completedFuture("done");
    }
}
