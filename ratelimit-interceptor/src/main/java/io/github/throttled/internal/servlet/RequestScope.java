package io.github.throttled.internal.servlet;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.http.HttpServletRequest;

/**
 * The request scope for a request that a container dispatches again. Containers that use Weld and
 * call no listeners then, as Payara, dispatch it without the scope, and so without all that belongs
 * to it. It is found at deployment, and kept.
 */
public final class RequestScope {

    private static final Runnable NOTHING = () -> {};
    private static final boolean HAS_WELD = hasWeld();

    private final BeanManager beans;

    /** Null where the container is no Weld, and until it is needed. */
    private volatile WeldScopes weld;

    private RequestScope(BeanManager beans) {
        this.beans = beans;
    }

    /** That of the application that is being deployed. */
    public static RequestScope ofApplication() {
        return new RequestScope(CDI.current().getBeanManager());
    }

    /**
     * Makes it active on this thread, unless it is.
     *
     * @return undoes it
     */
    public Runnable activate(HttpServletRequest request) {
        if (isActive()) {
            return NOTHING;
        }
        return HAS_WELD ? weld().activate(request) : empty();
    }

    /** Without what the request had in it before. */
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
