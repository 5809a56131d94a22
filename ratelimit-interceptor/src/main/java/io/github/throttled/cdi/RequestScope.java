package io.github.throttled.cdi;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.http.HttpServletRequest;

/**
 * The request scope for a request that a container dispatches again. Containers that use Weld and
 * call no listeners then, as Payara, dispatch it without the scope, and so without all that belongs
 * to it.
 */
public final class RequestScope {

    private static final Runnable NOTHING = () -> {};
    private static final boolean HAS_WELD = hasWeld();

    private RequestScope() {}

    /**
     * Makes it active on this thread, unless it is.
     *
     * @return undoes it
     */
    public static Runnable activate(HttpServletRequest request) {
        if (isActive()) {
            return NOTHING;
        }
        return HAS_WELD ? WeldScopes.activate(request) : empty();
    }

    /** Without what the request had in it before. */
    private static Runnable empty() {
        RequestContextController scope = CDI.current().select(RequestContextController.class).get();
        scope.activate();
        return scope::deactivate;
    }

    private static boolean isActive() {
        try {
            return CDI.current().getBeanManager().getContext(RequestScoped.class).isActive();
        } catch (ContextNotActiveException e) {
            return false;
        }
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
