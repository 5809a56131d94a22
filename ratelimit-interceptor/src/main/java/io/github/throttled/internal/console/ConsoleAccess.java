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
 * Who may use the console, and that it is they who do, and not a page of somebody else in their
 * browser: what changes anything has to have a field that no such page can send, for a browser
 * would ask before, and gets no answer. Where the browser tells where a request comes from, it must
 * be from here.
 */
final class ConsoleAccess {

    /** What a request must have that changes anything. */
    static final String FIELD = "X-Throttled-Console";

    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final List<String> OWN_SITES = List.of("same-origin", "none");

    private final String role;

    ConsoleAccess(String role) {
        this.role = role;
    }

    /**
     * Checks who asks; asks him to log in, if the application can.
     *
     * @return false if that was answered already
     * @throws ApiException if he may not
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

    /** False if the application's own way to log in has answered. */
    private static boolean isAuthenticated(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!READING.contains(request.getMethod()) && !hasCredentials(request)) {
            // A log-in form would do later, for whoever logs in, what a stranger has asked for.
            throw new ApiException(401, "Log in first.");
        }
        boolean isAnswered = false;
        try {
            isAnswered = !request.authenticate(response);
        } catch (ServletException e) {
            // It has none.
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

    /** Not by scheme: a proxy may have taken TLS away. */
    private static boolean isOwn(String origin, String host) {
        try {
            String authority = new URI(origin).getRawAuthority();
            return authority != null && authority.equalsIgnoreCase(host);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
