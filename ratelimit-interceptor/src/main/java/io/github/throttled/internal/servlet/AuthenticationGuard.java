package io.github.throttled.internal.servlet;

import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.security.auth.message.config.AuthConfigProvider;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/**
 * Puts a door before the authentication of the application, if it has one that Jakarta
 * Authentication knows of, as all of Jakarta Security is. It is the one thing that portably comes
 * before: servlet filters and listeners come too late, or cannot answer.
 */
public final class AuthenticationGuard implements ServletContextListener {

    private static final String SERVLETS = "HttpServlet";

    private final ServletContext context;
    private final PreAuthenticationLimiter limiter;
    private String registration;

    /**
     * @param context one that may be asked for everything, unlike that of the event
     */
    public AuthenticationGuard(ServletContext context, PreAuthenticationLimiter limiter) {
        this.context = context;
        this.limiter = limiter;
    }

    /** When all that starts with the application has registered itself. */
    @Override
    public void contextInitialized(ServletContextEvent event) {
        // As the servlet container profile of Jakarta Authentication has it.
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
