package io.github.throttled.it.beans;

import io.github.throttled.Strategy;
import io.github.throttled.Throttled;

import jakarta.ejb.Stateless;

@Stateless
public class LocalViewBean implements LocalView {

    @Override
    @Throttled(limit = "3/day", strategy = Strategy.SLIDING_LOG, key = "header:X-Test")
    public String throttled() {
        return "done";
    }
}
