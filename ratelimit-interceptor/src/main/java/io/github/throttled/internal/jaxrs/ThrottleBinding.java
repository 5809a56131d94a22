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
 * Registers the filters of each throttled resource method at deployment. Other methods get none.
 *
 * <p>The container finds this class as a service, independent of the classes that the application
 * lists.
 */
public class ThrottleBinding implements DynamicFeature {

    private final RequestRejection rejection = new RequestRejection();

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        ThrottledApplication application = RunningApplication.current();
        Class<?> type = resource.getResourceClass();
        Method method = resource.getResourceMethod();
        if (type == LimitsResource.class && LimitsFilter.isOffered(application)) {
            context.register(new LimitsFilter(application, rejection), ThrottleFeature.AUTHORIZED);
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
                                        ThrottleFilter.early(policies, rejection),
                                        ThrottleFeature.EARLY_RESOURCES);
                            }
                            context.register(
                                    new ThrottleFilter(
                                            policies,
                                            rejection,
                                            application.settings().responses().headers()),
                                    ThrottleFeature.RESOURCES);
                            if (application.routePolicies().isEmpty()) {
                                // Otherwise a filter for all requests delays them.
                                context.register(
                                        new DelayFilter(application.waitingRoom()),
                                        ThrottleFeature.DELAY);
                            }
                        });
    }
}
