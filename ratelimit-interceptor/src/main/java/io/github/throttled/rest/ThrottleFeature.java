package io.github.throttled.rest;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;

/**
 * Answers 429 where a {@code RateLimitExceededException} leaves a resource. The container finds it
 * as a service, whatever classes the application lists.
 */
public class ThrottleFeature implements Feature {

    /** Behind any mapper of the application, which then replaces ours. */
    static final int LAST = Integer.MAX_VALUE - Priorities.USER;

    @Override
    public boolean configure(FeatureContext context) {
        context.register(RateLimitExceededMapper.class, LAST);
        return true;
    }
}
