package io.github.throttled.it.sources;

import io.github.throttled.ThrottledCall;
import io.github.throttled.TierResolver;

import jakarta.enterprise.context.ApplicationScoped;

/** The tier is what the client says it pays for. */
@ApplicationScoped
public class Plan implements TierResolver {

    @Override
    public String tier(ThrottledCall call) {
        return call.header("X-Plan");
    }
}
