package io.github.throttled.internal.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;
import java.util.Set;

/** Limits failed logins to the console, if no limiter before the authentication does. */
public interface ConsoleLimiter {

    /** Whether a request is for the console. */
    static boolean isForConsole(HttpServletRequest request) {
        return Set.of(ConsoleServlet.paths()).contains(pattern(request));
    }

    private static String pattern(HttpServletRequest request) {
        return request.getHttpServletMapping().getPattern();
    }

    /**
     * Charges a request, if it was not charged before authentication.
     *
     * @return false if the request is rejected after too many wrong passwords; the response has
     *     been written then
     */
    boolean admits(HttpServletRequest request, HttpServletResponse response) throws IOException;
}
