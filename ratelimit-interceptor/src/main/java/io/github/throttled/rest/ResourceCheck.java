package io.github.throttled.rest;

import io.github.throttled.Throttled;
import io.github.throttled.cdi.BuiltInGate;
import io.github.throttled.cdi.RequestScope;
import io.github.throttled.cdi.RouteGates;
import io.github.throttled.cdi.ThrottledExtension;
import io.github.throttled.cdi.Throttling;
import io.github.throttled.operate.console.ConsoleServlet;
import io.github.throttled.operate.control.Console;

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
public class ResourceCheck implements ServletContainerInitializer {

    @Override
    public void onStartup(Set<Class<?>> annotated, ServletContext context) {
        Set<Class<?>> classes = annotated == null ? Set.of() : annotated;
        Throttling throttling = ThrottledExtension.current();
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
                    new Turnstile(
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
            Throttling throttling, RestServlets servlets, ServletContext context) {
        RouteGates routes = throttling.routeGates().orElse(null);
        BuiltInGate gate = throttling.consoleGate().orElse(null);
        if (routes == null && gate == null) {
            return;
        }
        EarlyDoor door = new EarlyDoor(routes, gate, servlets, refusal(context, throttling));
        throttling.console().ifPresent(console -> open(console, throttling, door, context));
        if (hasAuthentication()) {
            guardAuthentication(context, door);
        }
    }

    private static void open(
            Console console, Throttling throttling, EarlyDoor door, ServletContext context) {
        String role = throttling.settings().console().role();
        context.declareRoles(role);
        context.addServlet(ConsoleServlet.class.getName(), new ConsoleServlet(console, role, door))
                .addMapping(ConsoleServlet.paths());
    }

    private static EarlyRefusal refusal(ServletContext context, Throttling throttling) {
        return new EarlyRefusal(
                Refusal.of(throttling, context.getClassLoader()),
                throttling.settings().responses().headers());
    }

    private static void guardAuthentication(ServletContext context, EarlyDoor door) {
        context.addListener(new AuthenticationGuard(context, door));
        context.addListener(new UnwatchedEnd());
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

    private static void addTurnstile(ServletContext context, Turnstile turnstile) {
        FilterRegistration.Dynamic filter = context.addFilter(Turnstile.class.getName(), turnstile);
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(
                EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC), true, "/*");
    }
}
