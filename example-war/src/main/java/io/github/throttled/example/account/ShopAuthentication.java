package io.github.throttled.example.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import java.util.Optional;

/**
 * Knows a customer by the token in {@code Authorization: Bearer}, and who comes to the console of
 * the limits by name and password, which a browser asks for. From here on the request has a user,
 * and {@code key = "user|ip"} counts for the user.
 */
@ApplicationScoped
public class ShopAuthentication implements HttpAuthenticationMechanism {

    private static final String CONSOLE = "/throttled";
    private static final String SCHEME = "Bearer ";

    @Inject Tokens tokens;
    @Inject Accounts accounts;
    @Inject PasswordLogin passwords;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        return isConsole(request)
                ? passwords.validate(request, response, context)
                : validateToken(request, context);
    }

    private AuthenticationStatus validateToken(
            HttpServletRequest request, HttpMessageContext context) {
        String authorization = request.getHeader("Authorization");
        if (authorization == null) {
            return context.doNothing();
        }
        Optional<String> user =
                authorization.startsWith(SCHEME)
                        ? tokens.userOf(authorization.substring(SCHEME.length()))
                        : Optional.empty();
        return user.map(name -> context.notifyContainerAboutLogin(name, accounts.rolesOf(name)))
                .orElseGet(context::responseUnauthorized);
    }

    private static boolean isConsole(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return path.equals(CONSOLE) || path.startsWith(CONSOLE + "/");
    }
}
