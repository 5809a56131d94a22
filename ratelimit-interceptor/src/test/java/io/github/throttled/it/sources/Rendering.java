package io.github.throttled.it.sources;

import io.github.throttled.CostResolver;
import io.github.throttled.ThrottledCall;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/** Paper is dear. */
@Named("rendering")
@ApplicationScoped
public class Rendering implements CostResolver {

    @Override
    public long cost(ThrottledCall call) {
        return "application/pdf".equals(call.header("Accept")) ? 5 : 1;
    }
}
