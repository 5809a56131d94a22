package io.github.throttled.benchmark;

import io.smallrye.faulttolerance.api.RateLimit;

import jakarta.enterprise.context.ApplicationScoped;

import java.time.temporal.ChronoUnit;

/** The same bean as {@link ThrottledBean}, limited by SmallRye Fault Tolerance. */
@ApplicationScoped
public class SmallRyeBean {

    /** With a limit. The configuration replaces its numbers by those of the run. */
    @RateLimit(value = 1_000_000_000, window = 1, windowUnit = ChronoUnit.DAYS)
    public boolean limited() {
        return true;
    }

    /** With a limit of its own. */
    @RateLimit
    public void first() {}
}
