package io.github.throttled.it.beans;

import io.github.throttled.Strategy;
import io.github.throttled.Throttled;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;

import java.util.concurrent.atomic.AtomicInteger;

/** Two timers of the same pace, of which one is throttled. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class Timers {

    private final AtomicInteger throttledRuns = new AtomicInteger();
    private final AtomicInteger freeRuns = new AtomicInteger();

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    @Throttled(value = "timer", limit = "2/day", strategy = Strategy.SLIDING_LOG, key = "global")
    void throttled() {
        throttledRuns.incrementAndGet();
    }

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void free() {
        freeRuns.incrementAndGet();
    }

    public int throttledRuns() {
        return throttledRuns.get();
    }

    public int freeRuns() {
        return freeRuns.get();
    }
}
