package io.github.throttled.it.concurrent;

import io.github.throttled.Throttled;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.util.concurrent.CompletionStage;

/** Beans whose calls take as long as a client wants them to. */
@ApplicationScoped
public class Work {

    @Inject Latches latches;

    @Throttled("bean")
    public String bean(String client) {
        return latches.of(client).join();
    }

    @Throttled("stage")
    public CompletionStage<String> stage(String client) {
        return latches.of(client);
    }
}
