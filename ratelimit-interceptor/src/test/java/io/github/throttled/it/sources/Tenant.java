package io.github.throttled.it.sources;

import io.github.throttled.KeyResolver;
import io.github.throttled.ThrottledCall;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/** Whose API key begins alike is of one tenant. */
@Named("tenant")
@ApplicationScoped
public class Tenant implements KeyResolver {

    @Override
    public String resolve(ThrottledCall call) {
        String apiKey = call.header("X-Api-Key");
        return apiKey == null ? null : apiKey.substring(0, apiKey.indexOf('-'));
    }
}
