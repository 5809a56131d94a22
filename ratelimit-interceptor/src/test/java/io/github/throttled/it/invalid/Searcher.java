package io.github.throttled.it.invalid;

import io.github.throttled.Throttled;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
public class Searcher {

    @Throttled("serach")
    public String search() {
        return "found";
    }
}
