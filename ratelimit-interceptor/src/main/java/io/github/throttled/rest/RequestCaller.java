package io.github.throttled.rest;

import io.github.throttled.key.Caller;

import jakarta.ws.rs.container.ContainerRequestContext;

import java.security.Principal;

/** The caller of a JAX-RS request. */
record RequestCaller(ContainerRequestContext request, RemoteAddress address) implements Caller {

    @Override
    public String remoteAddress() {
        return address.get();
    }

    @Override
    public String userName() {
        Principal user = request.getSecurityContext().getUserPrincipal();
        return user == null ? null : user.getName();
    }

    @Override
    public String header(String lowerCaseName) {
        return request.getHeaders().getFirst(lowerCaseName);
    }

    @Override
    public boolean isInRole(String role) {
        return request.getSecurityContext().isUserInRole(role);
    }
}
