package io.github.throttled.it.delay;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;

/** A filter of the application's, which sees each request once. */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class Stamp extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Inject private transient Note note;

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        note.write("noted");
        response.addHeader("X-Stamp", "before");
        chain.doFilter(request, response);
    }
}
