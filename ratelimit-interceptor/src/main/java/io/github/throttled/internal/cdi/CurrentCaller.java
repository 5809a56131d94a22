package io.github.throttled.internal.cdi;

import io.github.throttled.internal.key.Caller;
import io.github.throttled.internal.key.Claims;
import io.github.throttled.internal.servlet.Cookies;
import io.github.throttled.internal.servlet.QueryString;
import io.github.throttled.internal.servlet.SessionId;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;

import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Function;

/** The caller of a bean: the client of the current HTTP request, if there is one. */
@Dependent
class CurrentCaller implements Caller {

    @Inject private Instance<HttpServletRequest> requests;
    @Inject @Any private Instance<Object> beans;

    /** The container's proxy of the current request; null without a servlet container. */
    private HttpServletRequest request;

    private CallerIdentity identity;

    /** Not in the constructor, which proxies invoke too. */
    @PostConstruct
    void find() {
        request = requests.isResolvable() ? requests.get() : null;
        identity = CallerIdentity.ofServer(beans);
    }

    @Override
    public String remoteAddress() {
        return ofRequest(HttpServletRequest::getRemoteAddr);
    }

    @Override
    public String userName() {
        String name = ofRequest(HttpServletRequest::getRemoteUser);
        return name != null ? name : callerOfAsynchronousBean();
    }

    @Override
    public String header(String name) {
        return ofRequest(r -> r.getHeader(name));
    }

    @Override
    public List<String> headers(String name) {
        Enumeration<String> lines = ofRequest(r -> r.getHeaders(name));
        return lines == null ? List.of() : Collections.list(lines);
    }

    @Override
    public String cookie(String name) {
        return ofRequest(r -> Cookies.value(r.getCookies(), name));
    }

    @Override
    public String claim(String name) {
        return Claims.of(principal(), name);
    }

    @Override
    public String queryParameter(String name) {
        return ofRequest(r -> QueryString.value(r.getQueryString(), name));
    }

    @Override
    public String session() {
        return ofRequest(SessionId::of);
    }

    @Override
    public boolean isInRole(String role) {
        return identity.isKnown()
                ? identity.isInRole(role)
                : Boolean.TRUE.equals(ofRequest(r -> r.isUserInRole(role)));
    }

    private String callerOfAsynchronousBean() {
        Principal caller = principal();
        return caller == null ? null : caller.getName();
    }

    private Principal principal() {
        return identity.isKnown()
                ? identity.principal()
                : ofRequest(HttpServletRequest::getUserPrincipal);
    }

    private <T> T ofRequest(Function<HttpServletRequest, T> question) {
        try {
            return request == null ? null : question.apply(request);
        } catch (ContextNotActiveException | IllegalStateException e) {
            // This thread serves no request.
            return null;
        }
    }
}
