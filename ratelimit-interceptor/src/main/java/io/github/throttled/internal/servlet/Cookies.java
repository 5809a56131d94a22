package io.github.throttled.internal.servlet;

import jakarta.servlet.http.Cookie;

import java.util.Arrays;

/** Reads cookies of a request. */
public final class Cookies {

    private Cookies() {}

    /**
     * Returns the value of a cookie; null if there is none.
     *
     * @param cookies null if the request has none
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
