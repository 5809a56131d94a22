package io.github.throttled.it.beans;

import io.github.throttled.Strategy;
import io.github.throttled.Throttled;

import jakarta.ejb.AsyncResult;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.Stateless;

import java.util.concurrent.Future;

@Stateless
public class StatelessBean {

    @Throttled(limit = "3/day", strategy = Strategy.SLIDING_LOG, key = "header:X-Test")
    public String throttled() {
        return "done";
    }

    /** The thread that runs it serves no request, so there is no header. */
    @Asynchronous
    @Throttled(limit = "3/day", strategy = Strategy.SLIDING_LOG, key = "global")
    public Future<String> later() {
        return new AsyncResult<>("done");
    }
}
