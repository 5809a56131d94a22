package io.github.throttled.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;

/** Tells requests that bring a password which the container, or Jakarta Security, will check. */
final class PasswordAttempt {

    private static final String SCHEME = "Basic ";

    /** Where login forms post to, as the servlet specification has it. */
    private static final String FORM = "/j_security_check";

    private PasswordAttempt() {}

    /** Whether a request is one. A token is none: nobody guesses it. */
    static boolean is(HttpServletRequest request) {
        String credentials = request.getHeader(HttpHeaders.AUTHORIZATION);
        return credentials != null && credentials.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                || request.getRequestURI().endsWith(FORM);
    }
}
