package io.github.throttled.internal.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

/** Names the session of a request. */
public final class SessionId {

    private SessionId() {}

    /** The session's ID; null if there is none, and none is created. */
    public static String of(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null ? null : session.getId();
    }
}
