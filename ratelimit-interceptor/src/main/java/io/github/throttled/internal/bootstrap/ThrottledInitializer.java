package io.github.throttled.internal.bootstrap;

import io.github.throttled.Throttled;
import io.github.throttled.internal.application.ThrottledApplication;
import io.github.throttled.internal.cdi.RunningApplication;
import io.github.throttled.internal.console.ConsoleServlet;
import io.github.throttled.internal.control.ControlCenter;
import io.github.throttled.internal.enforcement.BuiltInPolicies;
import io.github.throttled.internal.enforcement.RoutePolicies;
import io.github.throttled.internal.jaxrs.ApiDescription;
import io.github.throttled.internal.response.Languages;
import io.github.throttled.internal.response.RejectionResponse;
import io.github.throttled.internal.servlet.AuthenticationGuard;
import io.github.throttled.internal.servlet.PreAuthenticationLimiter;
import io.github.throttled.internal.servlet.RequestEndListener;
import io.github.throttled.internal.servlet.RequestLifecycleFilter;
import io.github.throttled.internal.servlet.RequestScope;
import io.github.throttled.internal.servlet.RestServlets;
import io.github.throttled.internal.servlet.ServletRejectionWriter;

import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.HandlesTypes;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.ws.rs.Path;

import java.util.EnumSet;
import java.util.Set;

/**
 * Checks the annotations of classes that CDI does not discover: a resource class need not be a
 * bean. A servlet container finds this as a service, and hands it all annotated classes before
 * JAX-RS starts.
 */
@HandlesTypes({
    Throttled.class,
    Path.class,
    DeclareRoles.class,
    RolesAllowed.class,
    ServletSecurity.class
})
public class ThrottledInitializer implements ServletContainerInitializer {

    @Override
    public void onStartup(Set<Class<?>> annotated, ServletContext context) {
        Set<Class<?>> classes = annotated == null ? Set.of() : annotated;
        ThrottledApplication throttling = RunningApplication.current();
        throttling.complete(classes);
        throttling
                .declareRoles(NamedRoles.of(classes, context))
                .forEach(role -> context.declareRoles(role));
        throttling.report(context.getContextPath());
        if (throttling.isEnabled()) {
            // So that a text that is missing shows now, and not in an answer.
            Languages.of(throttling.settings().responses().languages(), context.getClassLoader());
            addTurnstile(
                    context,
                    new RequestLifecycleFilter(
                            throttling::delaysCalls,
                            throttling.waitingRoom(),
                            RequestScope.ofApplication()::activate));
            RestServlets servlets = new RestServlets(context);
            ApiDescription.publish(throttling, servlets);
            addDoor(throttling, servlets, context);
            ResponseWarmUp.run(throttling, context.getClassLoader());
        }
    }

    private static void addDoor(
            ThrottledApplication throttling, RestServlets servlets, ServletContext context) {
        RoutePolicies routes = throttling.routeGates().orElse(null);
        BuiltInPolicies gate = throttling.consoleGate().orElse(null);
        if (routes == null && gate == null) {
            return;
        }
        PreAuthenticationLimiter door =
                new PreAuthenticationLimiter(routes, gate, servlets, refusal(context, throttling));
        throttling.console().ifPresent(console -> open(console, throttling, door, context));
        if (hasAuthentication()) {
            guardAuthentication(context, door);
        }
    }

    private static void open(
            ControlCenter console,
            ThrottledApplication throttling,
            PreAuthenticationLimiter door,
            ServletContext context) {
        String role = throttling.settings().console().role();
        context.declareRoles(role);
        context.addServlet(ConsoleServlet.class.getName(), new ConsoleServlet(console, role, door))
                .addMapping(ConsoleServlet.paths());
    }

    private static ServletRejectionWriter refusal(
            ServletContext context, ThrottledApplication throttling) {
        return new ServletRejectionWriter(
                RejectionResponse.of(throttling, context.getClassLoader()),
                throttling.settings().responses().headers());
    }

    private static void guardAuthentication(ServletContext context, PreAuthenticationLimiter door) {
        context.addListener(new AuthenticationGuard(context, door));
        context.addListener(new RequestEndListener());
    }

    /** Not every server has Jakarta Authentication. */
    private static boolean hasAuthentication() {
        try {
            Class.forName("jakarta.security.auth.message.config.AuthConfigFactory");
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static void addTurnstile(ServletContext context, RequestLifecycleFilter turnstile) {
        FilterRegistration.Dynamic filter =
                context.addFilter(RequestLifecycleFilter.class.getName(), turnstile);
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(
                EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC), true, "/*");
    }
}
