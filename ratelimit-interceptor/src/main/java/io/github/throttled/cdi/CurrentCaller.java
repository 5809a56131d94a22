package io.github.throttled.cdi;

import io.github.throttled.key.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.function.Function;

/** The caller of a bean: whoever sent the current HTTP request, if there is one. */
@ApplicationScoped
class CurrentCaller implements Caller {

    @Inject private Instance<HttpServletRequest> request;
    @Inject private Instance<Principal> principal;

    @Override
    public String remoteAddress() {
        return ofRequest(HttpServletRequest::getRemoteAddr);
    }

    @Override
    public String userName() {
        String name = ofRequest(HttpServletRequest::getRemoteUser);
        return name;
    }

    @Override
    public String header(String lowerCaseName) {
        return ofRequest(r -> r.getHeader(lowerCaseName));
    }

    private String ofRequest(Function<HttpServletRequest, String> question) {
        try {
            return request.isResolvable() ? question.apply(request.get()) : null;
        } catch (ContextNotActiveException | IllegalStateException e) {
            return null;
        }
    }
}
