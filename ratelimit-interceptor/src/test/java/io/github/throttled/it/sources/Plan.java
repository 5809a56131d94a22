package io.github.throttled.it.sources;

import io.github.throttled.ThrottledCall;
import io.github.throttled.TierResolver;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The tier is what the client pays for. */
@ApplicationScoped
public class Plan implements TierResolver {

    @Inject Contracts contracts;

    @Override
    public String tier(ThrottledCall call) {
        return contracts.planOf(call.header("X-Api-Key"));
    }
}
