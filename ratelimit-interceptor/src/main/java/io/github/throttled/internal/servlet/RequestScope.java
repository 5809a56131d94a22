package io.github.throttled.internal.servlet;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Activates the request scope for a request that the container dispatches again.
 *
 * <p>Payara uses Weld, but does not call its listeners on such a dispatch. The request then lacks
 * its request scope and all beans in it.
 */
public final class RequestScope {

    private static final Runnable NOTHING = () -> {};
    private static final boolean HAS_WELD = hasWeld();

    private final BeanManager beans;

    /** Null without Weld, and until the first use. */
    private volatile WeldScopes weld;

    private RequestScope(BeanManager beans) {
        this.beans = beans;
    }

    /** Returns the request scope of the application that is being deployed. */
    public static RequestScope ofApplication() {
        return new RequestScope(CDI.current().getBeanManager());
    }

    /**
     * Activates the scope on this thread, unless it is active.
     *
     * @return deactivates the scope again
     */
    public Runnable activate(HttpServletRequest request) {
        if (isActive()) {
            return NOTHING;
        }
        return HAS_WELD ? weld().activate(request) : empty();
    }

    /** Activates a new scope, without the beans that the request had before. */
    private Runnable empty() {
        RequestContextController scope =
                beans.createInstance().select(RequestContextController.class).get();
        scope.activate();
        return scope::deactivate;
    }

    private boolean isActive() {
        try {
            return beans.getContext(RequestScoped.class).isActive();
        } catch (ContextNotActiveException e) {
            return false;
        }
    }

    private WeldScopes weld() {
        WeldScopes known = weld;
        if (known == null) {
            known = WeldScopes.of(beans);
            weld = known;
        }
        return known;
    }

    private static boolean hasWeld() {
        try {
            Class.forName("org.jboss.weld.context.http.HttpRequestContext");
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
