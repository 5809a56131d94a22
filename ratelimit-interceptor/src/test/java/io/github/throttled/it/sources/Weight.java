package io.github.throttled.it.sources;

import io.github.throttled.CostResolver;
import io.github.throttled.ThrottledCall;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

@Named("weight")
@ApplicationScoped
public class Weight implements CostResolver {

    @Override
    public long cost(ThrottledCall call) {
        return Long.parseLong(call.header("X-Weight"));
    }
}
