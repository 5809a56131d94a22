package io.github.throttled.internal.jaxrs;

import io.github.throttled.LimitsResource;
import io.github.throttled.internal.application.AsynchronousEjb;
import io.github.throttled.internal.application.ThrottledApplication;
import io.github.throttled.internal.cdi.ThrottledExtension;

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
        ThrottledApplication application = ThrottledExtension.current();
        Class<?> type = resource.getResourceClass();
        Method method = resource.getResourceMethod();
        if (type == LimitsResource.class && offersLimits(application)) {
            context.register(new LimitsFilter(application, rejection), ThrottleFeature.ALLOWED);
        }
        application
                .methodPolicies(type, method)
                .ifPresent(
                        policies -> {
                            ApiDescription.add(type, method, policies);
                            if (AsynchronousEjb.is(type, method)) {
                                policies.onlyBehindFilter();
                            }
                            if (policies.precedesAuthentication()) {
                                context.register(
                                        new EarlyThrottleFilter(policies, rejection),
                                        ThrottleFeature.EARLY_RESOURCES);
                            }
                            context.register(
                                    new ThrottleFilter(
                                            policies,
                                            rejection,
                                            application.settings().responses().headers()),
                                    ThrottleFeature.RESOURCES);
                            if (application.routePolicies().isEmpty()) {
                                // Otherwise all requests have one.
                                context.register(
                                        new DelayFilter(application.waitingRoom()),
                                        ThrottleFeature.TURN);
                            }
                        });
    }

    private static boolean offersLimits(ThrottledApplication application) {
        return application.isEnabled() && application.settings().responses().limitsResource();
    }
}
