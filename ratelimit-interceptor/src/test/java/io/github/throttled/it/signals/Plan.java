package io.github.throttled.it.signals;

import io.github.throttled.ThrottledCall;
import io.github.throttled.TierResolver;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
public class Plan implements TierResolver {

    @Override
    public String tier(ThrottledCall call) {
        return call.header("X-Plan");
    }
}
