package io.github.throttled.example.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import java.util.Base64;
import java.util.Optional;

/**
 * HTTP Basic (RFC 7617): the browser asks for name and password, and sends them with every request.
 * Who tries passwords out is stopped by {@code throttled.console.login-limit}.
 */
@ApplicationScoped
class PasswordLogin {

    private static final String SCHEME = "Basic ";
    private static final String CHALLENGE = "Basic realm=\"Bookshop\", charset=\"UTF-8\"";

    @Inject Accounts accounts;
    @Inject RecentLogins recent;

    AuthenticationStatus validate(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        String authorization = request.getHeader("Authorization");
        if (authorization == null) {
            return context.isAuthenticationRequest() || context.isProtected()
                    ? challenge(response, context)
                    : context.doNothing();
        }
        Optional<Credentials> sent = read(authorization);
        if (sent.isEmpty()) {
            return challenge(response, context);
        }
        if (recent.contains(authorization)) {
            return login(sent.get(), context);
        }
        if (!accounts.matches(sent.get())) {
            return challenge(response, context);
        }
        recent.add(authorization);
        return login(sent.get(), context);
    }

    private AuthenticationStatus login(Credentials known, HttpMessageContext context) {
        return context.notifyContainerAboutLogin(known.user(), accounts.rolesOf(known.user()));
    }

    private static AuthenticationStatus challenge(
            HttpServletResponse response, HttpMessageContext context) {
        response.setHeader("WWW-Authenticate", CHALLENGE);
        return context.responseUnauthorized();
    }

    private static Optional<Credentials> read(String authorization) {
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(authorization.substring(SCHEME.length()));
            String[] parts = new String(decoded, UTF_8).split(":", 2);
            return parts.length == 2
                    ? Optional.of(new Credentials(parts[0], parts[1]))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
