package io.github.throttled.example.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import java.util.Optional;
import java.util.Set;

/**
 * Knows a customer by the token in {@code Authorization: Bearer}. From here on the request has a
 * user, and {@code key = "user|ip"} counts for the user.
 */
@ApplicationScoped
public class BearerAuthentication implements HttpAuthenticationMechanism {

    private static final String SCHEME = "Bearer ";

    @Inject Tokens tokens;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        String authorization = request.getHeader("Authorization");
        if (authorization == null) {
            return context.doNothing();
        }
        Optional<String> user =
                authorization.startsWith(SCHEME)
                        ? tokens.userOf(authorization.substring(SCHEME.length()))
                        : Optional.empty();
        return user.map(name -> context.notifyContainerAboutLogin(name, Set.of("customer")))
                .orElseGet(context::responseUnauthorized);
    }
}
