package io.github.throttled.internal.servlet;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.servlet.http.HttpServletRequest;

import org.jboss.weld.context.http.HttpLiteral;
import org.jboss.weld.context.http.HttpRequestContext;
import org.jboss.weld.context.http.HttpSessionContext;

/**
 * Activates the request and session scope through Weld, with the beans that the request had before.
 */
final class WeldScopes {

    private final HttpRequestContext requestScope;
    private final HttpSessionContext sessionScope;

    private WeldScopes(HttpRequestContext requestScope, HttpSessionContext sessionScope) {
        this.requestScope = requestScope;
        this.sessionScope = sessionScope;
    }

    static WeldScopes of(BeanManager beans) {
        Instance<Object> instances = beans.createInstance();
        return new WeldScopes(
                instances.select(HttpRequestContext.class, HttpLiteral.INSTANCE).get(),
                instances.select(HttpSessionContext.class, HttpLiteral.INSTANCE).get());
    }

    Runnable activate(HttpServletRequest request) {
        requestScope.associate(request);
        sessionScope.associate(request);
        requestScope.activate();
        sessionScope.activate();
        return () -> {
            if (!request.isAsyncStarted()) {
                requestScope.invalidate();
            }
            requestScope.deactivate();
            sessionScope.deactivate();
            requestScope.dissociate(request);
            sessionScope.dissociate(request);
        };
    }
}
