package io.github.throttled.it.beans;

import io.github.throttled.Strategy;
import io.github.throttled.Throttled;

import jakarta.enterprise.context.RequestScoped;

@RequestScoped
@Throttled(limit = "3/day", strategy = Strategy.SLIDING_LOG, key = "header:X-Test")
public class ClassBean {

    public String one() {
        return "one";
    }

    public String other() {
        return "other";
    }

    @Throttled(limit = "1/day", strategy = Strategy.SLIDING_LOG, key = "header:X-Test")
    public String own() {
        return "own";
    }
}
