package io.github.throttled.rest;

import io.github.throttled.cdi.Gate;
import io.github.throttled.cdi.Throttling;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;

/**
 * Puts a filter before each throttled resource method when the application is deployed; a method
 * that is not throttled gets none. The container finds this as a service, whatever classes the
 * application lists.
 */
public class ThrottleBinding implements DynamicFeature {

    /** After authentication, so that the user is known, and before authorization. */
    private static final int PRIORITY = (Priorities.AUTHENTICATION + Priorities.AUTHORIZATION) / 2;

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        Throttling throttling = Throttling.current();
        throttling
                .gate(resource.getResourceClass(), resource.getResourceMethod())
                .map(gate -> filter(gate, throttling))
                .ifPresent(filter -> context.register(filter, PRIORITY));
    }

    private static ThrottleFilter filter(Gate gate, Throttling throttling) {
        return new ThrottleFilter(gate, throttling.settings().headers());
    }
}
