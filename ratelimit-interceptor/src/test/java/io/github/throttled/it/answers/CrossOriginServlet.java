package io.github.throttled.it.answers;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;

/** Allows scripts from elsewhere to read what is asked with {@code X-Cors: servlet}, at once. */
@WebFilter("/*")
public class CrossOriginServlet extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if ("servlet".equals(request.getHeader("X-Cors"))) {
            response.setHeader("Access-Control-Allow-Origin", "https://shop.example");
            response.setHeader("Access-Control-Expose-Headers", "X-Page");
        }
        chain.doFilter(request, response);
    }
}
