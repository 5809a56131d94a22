package io.github.throttled.it.login;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Authenticates as applications do that leave the container out of it. */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class TokenFilter implements ContainerRequestFilter {

    @Inject Tokens tokens;

    @Override
    public void filter(ContainerRequestContext request) {
        String token = request.getHeaderString("X-Token");
        if (token != null) {
            tokens.read(token);
        }
    }
}
