package io.github.throttled.rest;

import io.github.throttled.cdi.AsynchronousEjb;
import io.github.throttled.cdi.ThrottledExtension;
import io.github.throttled.cdi.Throttling;

import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;

import java.lang.reflect.Method;

/**
 * Puts a filter before each throttled resource method when the application is deployed; a method
 * that is not throttled gets none. The container finds this as a service, whatever classes the
 * application lists.
 */
public class ThrottleBinding implements DynamicFeature {

    private final RequestRejection rejection = new RequestRejection();

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        Throttling throttling = ThrottledExtension.current();
        Class<?> type = resource.getResourceClass();
        Method method = resource.getResourceMethod();
        if (type == LimitsResource.class && offersLimits(throttling)) {
            context.register(new LimitsFilter(throttling, rejection), ThrottleFeature.ALLOWED);
        }
        throttling
                .gate(type, method)
                .ifPresent(
                        gate -> {
                            ApiDescription.add(type, method, gate);
                            if (AsynchronousEjb.is(type, method)) {
                                gate.onlyBehindFilter();
                            }
                            if (gate.precedesAuthentication()) {
                                context.register(
                                        new EarlyThrottle(gate, rejection),
                                        ThrottleFeature.EARLY_RESOURCES);
                            }
                            context.register(
                                    new ThrottleFilter(
                                            gate,
                                            rejection,
                                            throttling.settings().responses().headers()),
                                    ThrottleFeature.RESOURCES);
                            if (throttling.routeGates().isEmpty()) {
                                // Otherwise all requests have one.
                                context.register(
                                        new TurnFilter(throttling.waitingRoom()),
                                        ThrottleFeature.TURN);
                            }
                        });
    }

    private static boolean offersLimits(Throttling throttling) {
        return throttling.isEnabled() && throttling.settings().responses().limitsResource();
    }
}
