package io.github.throttled.internal.servlet;

import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.security.auth.message.config.AuthConfigProvider;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/**
 * Charges requests before the application's authentication, if Jakarta Authentication knows a
 * provider for it, as with Jakarta Security.
 *
 * <p>This is the only portable place before authentication: servlet filters run too late, and
 * listeners cannot write a response.
 */
public final class AuthenticationGuard implements ServletContextListener {

    private static final String SERVLETS = "HttpServlet";

    private final ServletContext context;
    private final PreAuthenticationLimiter limiter;
    private String registration;

    /**
     * @param context unrestricted, unlike the context of the event
     * @param limiter charges requests before authentication
     */
    public AuthenticationGuard(ServletContext context, PreAuthenticationLimiter limiter) {
        this.context = context;
        this.limiter = limiter;
    }

    /** Wraps the provider after all other components of the application have registered. */
    @Override
    public void contextInitialized(ServletContextEvent event) {
        // The application identifier of the servlet container profile of Jakarta Authentication.
        String application = context.getVirtualServerName() + ' ' + context.getContextPath();
        AuthConfigFactory factory = AuthConfigFactory.getFactory();
        AuthConfigProvider provider =
                factory == null ? null : factory.getConfigProvider(SERVLETS, application, null);
        if (provider != null) {
            registration =
                    factory.registerConfigProvider(
                            new GuardedAuthentication(provider, limiter),
                            SERVLETS,
                            application,
                            "Throttled, before " + provider.getClass().getName());
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (registration != null) {
            AuthConfigFactory.getFactory().removeRegistration(registration);
        }
    }
}
