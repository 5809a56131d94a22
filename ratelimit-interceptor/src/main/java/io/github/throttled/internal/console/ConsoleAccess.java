package io.github.throttled.internal.console;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Decides whether a request may use the console, and protects it from cross-site request forgery.
 *
 * <p>A changing request must have a field that pages of other sites cannot send: a browser would
 * first send a preflight request, which is never answered. If the browser states the origin of a
 * request, it must be this site.
 */
final class ConsoleAccess {

    /** The field that every changing request must have. */
    static final String FIELD = "X-Throttled-Console";

    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final List<String> OWN_SITES = List.of("same-origin", "none");

    private final String role;

    ConsoleAccess(String role) {
        this.role = role;
    }

    /**
     * Checks the user and the origin of a request. Starts the application's login if no user is
     * authenticated.
     *
     * @return false if the response has already been written
     * @throws ApiException if the user may not use the console
     */
    boolean isGranted(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getUserPrincipal() == null && !isAuthenticated(request, response)) {
            return false;
        }
        if (!request.isUserInRole(role)) {
            throw new ApiException(403, "You are not in role " + role + ".");
        }
        if (!READING.contains(request.getMethod())) {
            checkOrigin(request);
        }
        return true;
    }

    /** Starts the application's login; false if it has written the response. */
    private static boolean isAuthenticated(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!READING.contains(request.getMethod()) && !hasCredentials(request)) {
            // After a login form, the container would replay the request with the credentials of
            // the user.
            throw new ApiException(401, "Log in first.");
        }
        boolean isAnswered = false;
        try {
            isAnswered = !request.authenticate(response);
        } catch (ServletException e) {
            // The application has no login mechanism.
        }
        if (request.getUserPrincipal() != null) {
            return true;
        }
        if (isAnswered
                && (response.isCommitted() || response.getStatus() != HttpServletResponse.SC_OK)) {
            return false;
        }
        throw new ApiException(401, "Log in first.");
    }

    private static boolean hasCredentials(HttpServletRequest request) {
        return request.getHeader("Authorization") != null
                || request.getAttribute("jakarta.servlet.request.X509Certificate") != null;
    }

    private static void checkOrigin(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        if (!"1".equals(request.getHeader(FIELD))) {
            throw new ApiException(403, "A request that changes anything needs " + FIELD + ": 1.");
        }
        if (site != null && !OWN_SITES.contains(site.toLowerCase(Locale.ROOT))
                || origin != null && !isOwn(origin, request.getHeader("Host"))) {
            throw new ApiException(403, "This request comes from another site.");
        }
    }

    /** Ignores the scheme, because a proxy may terminate TLS. */
    private static boolean isOwn(String origin, String host) {
        try {
            String authority = new URI(origin).getRawAuthority();
            return authority != null && authority.equalsIgnoreCase(host);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
