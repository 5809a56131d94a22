package io.github.throttled.internal.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;

/** Recognizes requests with credentials that the container or Jakarta Security checks. */
final class SentCredentials {

    private static final String PASSWORD = "Basic ";

    /** The target of login forms in the servlet specification. */
    private static final String FORM = "/j_security_check";

    private SentCredentials() {}

    /** Whether a request has credentials. */
    static boolean areIn(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) != null || isForm(request);
    }

    /**
     * Whether a request has a password, which can be guessed. The application may check other
     * schemes in {@code Authorization} later.
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
