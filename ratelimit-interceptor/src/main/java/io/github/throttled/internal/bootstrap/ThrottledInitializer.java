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
 * Completes the deployment: checks the annotations of classes that CDI does not discover, and
 * registers servlet filters, listeners and the console.
 *
 * <p>A resource class need not be a bean. A servlet container finds this class as a service and
 * passes all annotated classes to it before JAX-RS starts.
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
        ThrottledApplication application = RunningApplication.current();
        application.complete(classes);
        application
                .declareRoles(NamedRoles.of(classes, context))
                .forEach(role -> context.declareRoles(role));
        application.report(context.getContextPath());
        if (application.isEnabled()) {
            // Loads the texts now, so that a missing text fails the deployment instead of a
            // response.
            Languages.of(application.settings().responses().languages(), context.getClassLoader());
            addLifecycleFilter(
                    context,
                    new RequestLifecycleFilter(
                            application::delaysCalls,
                            application.waitingRoom(),
                            RequestScope.ofApplication()::activate));
            RestServlets servlets = new RestServlets(context);
            ApiDescription.publish(application, servlets);
            addPreAuthenticationLimiter(application, servlets, context);
            ResponseWarmUp.run(application, context.getClassLoader());
        }
    }

    private static void addPreAuthenticationLimiter(
            ThrottledApplication application, RestServlets servlets, ServletContext context) {
        RoutePolicies routes = application.routePolicies().orElse(null);
        BuiltInPolicies consolePolicies = application.consolePolicies().orElse(null);
        if (routes == null && consolePolicies == null) {
            return;
        }
        PreAuthenticationLimiter limiter =
                new PreAuthenticationLimiter(
                        routes, consolePolicies, servlets, rejectionWriter(context, application));
        application.console().ifPresent(console -> open(console, application, limiter, context));
        if (hasAuthentication()) {
            guardAuthentication(context, limiter);
        }
    }

    private static void open(
            ControlCenter console,
            ThrottledApplication application,
            PreAuthenticationLimiter limiter,
            ServletContext context) {
        String role = application.settings().console().role();
        context.declareRoles(role);
        context.addServlet(
                        ConsoleServlet.class.getName(), new ConsoleServlet(console, role, limiter))
                .addMapping(ConsoleServlet.paths());
    }

    private static ServletRejectionWriter rejectionWriter(
            ServletContext context, ThrottledApplication application) {
        return new ServletRejectionWriter(
                RejectionResponse.of(application, context.getClassLoader()),
                application.settings().responses().headers());
    }

    private static void guardAuthentication(
            ServletContext context, PreAuthenticationLimiter limiter) {
        context.addListener(new AuthenticationGuard(context, limiter));
        context.addListener(new RequestEndListener());
    }

    /** Not every server provides Jakarta Authentication. */
    private static boolean hasAuthentication() {
        try {
            Class.forName("jakarta.security.auth.message.config.AuthConfigFactory");
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static void addLifecycleFilter(
            ServletContext context, RequestLifecycleFilter lifecycle) {
        FilterRegistration.Dynamic filter =
                context.addFilter(RequestLifecycleFilter.class.getName(), lifecycle);
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(
                EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC), true, "/*");
    }
}
