package io.github.throttled.internal.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;

/** Tells requests that bring something which the container, or Jakarta Security, will check. */
final class SentCredentials {

    private static final String PASSWORD = "Basic ";

    /** Where login forms post to, as the servlet specification has it. */
    private static final String FORM = "/j_security_check";

    private SentCredentials() {}

    /** Whether a request has any. */
    static boolean areIn(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) != null || isForm(request);
    }

    /**
     * Whether they are a password, which can be guessed. Anything else in {@code Authorization} may
     * be meant for the application, which looks at it later.
     */
    static boolean areAPassword(HttpServletRequest request) {
        String sent = request.getHeader(HttpHeaders.AUTHORIZATION);
        return sent != null && sent.regionMatches(true, 0, PASSWORD, 0, PASSWORD.length())
                || isForm(request);
    }

    private static boolean isForm(HttpServletRequest request) {
        return request.getRequestURI().endsWith(FORM);
    }
}
