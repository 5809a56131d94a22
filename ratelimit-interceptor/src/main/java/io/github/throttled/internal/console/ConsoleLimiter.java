package io.github.throttled.internal.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;
import java.util.Set;

/** Bounds how often passwords can be tried at the console, where nothing before it does. */
public interface ConsoleLimiter {

    /** Whether a request is for the console. */
    static boolean isForConsole(HttpServletRequest request) {
        return Set.of(ConsoleServlet.paths()).contains(pattern(request));
    }

    private static String pattern(HttpServletRequest request) {
        return request.getHttpServletMapping().getPattern();
    }

    /**
     * Lets a request in, unless it tries another password after too many wrong ones.
     *
     * @return false if it does; then it is answered
     */
    boolean admits(HttpServletRequest request, HttpServletResponse response) throws IOException;
}
