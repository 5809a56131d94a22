package io.github.throttled.it.login;

import jakarta.enterprise.context.ApplicationScoped;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts how often each token was looked at. */
@ApplicationScoped
public class Tokens {

    private final Map<String, Integer> read = new ConcurrentHashMap<>();

    void read(String token) {
        read.merge(token, 1, Integer::sum);
    }

    int timesRead(String token) {
        return read.getOrDefault(token, 0);
    }
}
