package io.github.throttled.it.delay;

import io.github.throttled.Throttled;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;

import java.security.Principal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Beans whose calls wait. */
@ApplicationScoped
public class Line {

    @Inject SecurityContext security;

    /** Waits without a thread, and tells who has called. */
    @Throttled("stage")
    public CompletionStage<String> later() {
        Principal caller = security.getCallerPrincipal();
        return CompletableFuture.completedFuture(
                "for " + (caller == null ? "nobody" : caller.getName()));
    }

    /** Waits on the caller's thread. */
    @Throttled("parked")
    public String now() {
        return "done";
    }
}
