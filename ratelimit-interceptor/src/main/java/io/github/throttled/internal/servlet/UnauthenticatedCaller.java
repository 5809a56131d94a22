package io.github.throttled.internal.servlet;

import io.github.throttled.internal.key.Caller;

import jakarta.servlet.http.HttpServletRequest;

import java.util.Collections;
import java.util.List;

/** The sender of a request before authentication. */
public record UnauthenticatedCaller(HttpServletRequest request) implements Caller {

    @Override
    public String remoteAddress() {
        return request.getRemoteAddr();
    }

    /** Unknown before authentication. */
    @Override
    public String userName() {
        return null;
    }

    /** Unknown before authentication. */
    @Override
    public boolean isInRole(String role) {
        return false;
    }

    @Override
    public String header(String name) {
        return request.getHeader(name);
    }

    @Override
    public List<String> headers(String name) {
        return Collections.list(request.getHeaders(name));
    }

    @Override
    public String cookie(String name) {
        return Cookies.value(request.getCookies(), name);
    }

    @Override
    public String queryParameter(String name) {
        return QueryString.value(request.getQueryString(), name);
    }
}
