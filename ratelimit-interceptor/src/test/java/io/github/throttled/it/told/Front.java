package io.github.throttled.it.told;

import io.github.throttled.Throttled;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;

/** Payara puts no interceptor before it. */
@WebServlet("/front")
public class Front extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    @Throttled("basket")
    public void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print("welcome");
    }
}
