package io.github.throttled.internal.jaxrs;

import io.github.throttled.internal.key.Caller;
import io.github.throttled.internal.key.Claims;
import io.github.throttled.internal.servlet.ServletRequests;
import io.github.throttled.internal.servlet.SessionId;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Cookie;

import java.security.Principal;
import java.util.List;

/** The caller of a JAX-RS request. */
public record RequestCaller(ContainerRequestContext request) implements Caller {

    @Override
    public String remoteAddress() {
        return ServletRequests.get(request, HttpServletRequest::getRemoteAddr);
    }

    @Override
    public String userName() {
        Principal user = user();
        return user == null ? null : user.getName();
    }

    @Override
    public boolean isInRole(String role) {
        return request.getSecurityContext().isUserInRole(role);
    }

    @Override
    public String header(String name) {
        return request.getHeaders().getFirst(name);
    }

    @Override
    public List<String> headers(String name) {
        return request.getHeaders().getOrDefault(name, List.of());
    }

    @Override
    public String cookie(String name) {
        try {
            Cookie cookie = request.getCookies().get(name);
            return cookie == null ? null : cookie.getValue();
        } catch (IllegalArgumentException e) {
            // Jersey reads no cookie at all if one is malformed, such as "$Version=x".
            return null;
        }
    }

    @Override
    public String claim(String name) {
        return Claims.of(user(), name);
    }

    @Override
    public String pathParameter(String name) {
        return request.getUriInfo().getPathParameters().getFirst(name);
    }

    @Override
    public String queryParameter(String name) {
        return request.getUriInfo().getQueryParameters().getFirst(name);
    }

    @Override
    public String session() {
        return ServletRequests.get(request, SessionId::of);
    }

    private Principal user() {
        return request.getSecurityContext().getUserPrincipal();
    }
}
