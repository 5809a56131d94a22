package io.github.throttled.it.beans;

import io.github.throttled.Strategy;
import io.github.throttled.Throttled;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
public class MethodBean {

    @Throttled(limit = "3/day", strategy = Strategy.SLIDING_LOG, key = "header:X-Test")
    public String throttled() {
        return "done";
    }

    public String callsItself() {
        return throttled();
    }

    public String free() {
        return "free";
    }

    /** The configuration allows one call. */
    @Throttled(limit = "3/day", strategy = Strategy.SLIDING_LOG, key = "header:X-Test")
    public String overridden() {
        return "done";
    }
}
