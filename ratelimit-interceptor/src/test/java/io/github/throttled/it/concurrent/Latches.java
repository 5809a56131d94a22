package io.github.throttled.it.concurrent;

import jakarta.enterprise.context.ApplicationScoped;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** What calls wait for before they end: one for each client. */
@ApplicationScoped
public class Latches {

    private final Map<String, CompletableFuture<String>> latches = new ConcurrentHashMap<>();

    private final Map<String, Integer> running = new ConcurrentHashMap<>();

    CompletableFuture<String> of(String client) {
        running.merge(client, 1, Integer::sum);
        return latches.computeIfAbsent(client, name -> new CompletableFuture<>());
    }

    /** How many calls have come since the latch was last opened. */
    int running(String client) {
        return running.getOrDefault(client, 0);
    }

    void open(String client) {
        running.remove(client);
        latches.remove(client).complete("done");
    }
}
