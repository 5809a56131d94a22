package io.github.throttled.internal.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

/** Reads the session ID of a request. */
public final class SessionId {

    private SessionId() {}

    /** Returns the session ID; null if there is no session. Never creates a session. */
    public static String of(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null ? null : session.getId();
    }
}
