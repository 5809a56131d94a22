package io.github.throttled.internal.jaxrs;

import io.github.throttled.LimitsResource;
import io.github.throttled.internal.application.AsynchronousEjb;
import io.github.throttled.internal.application.ThrottledApplication;
import io.github.throttled.internal.cdi.RunningApplication;

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
        ThrottledApplication throttling = RunningApplication.current();
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
                                        new EarlyThrottleFilter(gate, rejection),
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
                                        new DelayFilter(throttling.waitingRoom()),
                                        ThrottleFeature.TURN);
                            }
                        });
    }

    private static boolean offersLimits(ThrottledApplication throttling) {
        return throttling.isEnabled() && throttling.settings().responses().limitsResource();
    }
}
