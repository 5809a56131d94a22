package io.github.throttled.internal.jaxrs;

import io.github.throttled.internal.application.ThrottledApplication;
import io.github.throttled.internal.cdi.RunningApplication;
import io.github.throttled.internal.config.settings.HeaderStyle;
import io.github.throttled.internal.enforcement.RoutePolicies;
import io.github.throttled.internal.servlet.ServerApplications;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;

import java.util.Set;

/**
 * Registers the exception mapper for {@code RateLimitExceededException} and the filters for routes.
 *
 * <p>The container finds this class as a service, independent of the classes that the application
 * lists.
 */
public class ThrottleFeature implements Feature {

    /** A lower precedence than any mapper of the application, which then replaces this one. */
    static final int LAST = Integer.MAX_VALUE - Priorities.USER;

    /** After authentication, which determines the user, and before authorization. */
    static final int RESOURCES = (Priorities.AUTHENTICATION + Priorities.AUTHORIZATION) / 2;

    private static final int ROUTES = RESOURCES - 1;

    /** Before authentication, for policies that do not need the user. */
    static final int EARLY_RESOURCES = Priorities.AUTHENTICATION - 100;

    private static final int EARLY_ROUTES = EARLY_RESOURCES - 1;

    /** After authorization. */
    static final int AUTHORIZED = Priorities.AUTHORIZATION + 100;

    /** After all filters that charge. */
    static final int DELAY = RESOURCES + 1;

    @Context private Application restApplication;

    @Override
    public boolean configure(FeatureContext context) {
        if (ServerApplications.is(restApplication)) {
            return false;
        }
        context.register(RateLimitExceededMapper.class, LAST);
        ThrottledApplication application = RunningApplication.current();
        application.routePolicies().ifPresent(routes -> register(routes, application, context));
        if (application.settings().responses().corsExpose()) {
            context.register(ExposedFields.class);
        }
        return true;
    }

    private static void register(
            RoutePolicies routes, ThrottledApplication application, FeatureContext context) {
        RequestRejection rejection = new RequestRejection();
        Set<HeaderStyle> styles = application.settings().responses().headers();
        context.register(new RouteFilter(routes, rejection, styles), ROUTES);
        context.register(new DelayFilter(application.waitingRoom()), DELAY);
        if (routes.precedesAuthentication()) {
            context.register(RouteFilter.early(routes, rejection), EARLY_ROUTES);
        }
    }
}
