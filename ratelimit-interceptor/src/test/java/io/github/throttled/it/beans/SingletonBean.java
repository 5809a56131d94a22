package io.github.throttled.it.beans;

import io.github.throttled.Strategy;
import io.github.throttled.Throttled;

import jakarta.ejb.Singleton;

@Singleton
@Throttled(limit = "3/day", strategy = Strategy.SLIDING_LOG, key = "header:X-Test")
public class SingletonBean {

    public String throttled() {
        return "done";
    }
}
