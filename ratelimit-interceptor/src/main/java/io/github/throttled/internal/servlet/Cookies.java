package io.github.throttled.internal.servlet;

import jakarta.servlet.http.Cookie;

import java.util.Arrays;

/** The cookies of a request. */
public final class Cookies {

    private Cookies() {}

    /**
     * The value of a cookie; null if there is none.
     *
     * @param cookies null for none, as the container says
     */
    public static String value(Cookie[] cookies, String name) {
        return cookies == null
                ? null
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(Cookie::getValue)
                        .findFirst()
                        .orElse(null);
    }
}
