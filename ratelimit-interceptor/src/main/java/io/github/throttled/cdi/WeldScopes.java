package io.github.throttled.cdi;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.http.HttpServletRequest;

import org.jboss.weld.context.http.HttpLiteral;
import org.jboss.weld.context.http.HttpRequestContext;
import org.jboss.weld.context.http.HttpSessionContext;

/** The scopes of a request as Weld keeps them, with all that the request had in them before. */
final class WeldScopes {

    private WeldScopes() {}

    static Runnable activate(HttpServletRequest request) {
        HttpRequestContext requestScope =
                CDI.current().select(HttpRequestContext.class, HttpLiteral.INSTANCE).get();
        HttpSessionContext sessionScope =
                CDI.current().select(HttpSessionContext.class, HttpLiteral.INSTANCE).get();
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
