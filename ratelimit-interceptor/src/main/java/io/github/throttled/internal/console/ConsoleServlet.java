package io.github.throttled.internal.console;

import io.github.throttled.internal.control.ControlCenter;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Serves the console at {@link #PATHS} of the web application: the page and the API below it. It is
 * registered only if the console is on.
 */
public final class ConsoleServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final String ROOT = "/throttled";
    private static final String PAGE = ROOT + '/';
    private static final String DESCRIPTION = "/openapi.json";

    /** Only these paths, because the application may have resources next to them. */
    private static final String[] PATHS = {ROOT, PAGE, PAGE + "api/*"};

    private final transient ConsoleApi api;
    private final transient ConsoleAccess access;
    private final transient ConsoleLimiter limiter;
    private final transient ConsolePage page = ConsolePage.load();

    /**
     * Creates the servlet.
     *
     * @param console the control center that the servlet shows
     * @param role the role that may use the console
     * @param limiter limits failed logins
     */
    public ConsoleServlet(ControlCenter console, String role, ConsoleLimiter limiter) {
        this.limiter = limiter;
        this.api = new ConsoleApi(console);
        this.access = new ConsoleAccess(role);
    }

    /** Returns the paths that the servlet must be mapped to. */
    public static String[] paths() {
        return PATHS.clone();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        try {
            if (limiter.admits(request, response) && access.isGranted(request, response)) {
                answer(request, response);
            }
        } catch (ApiException e) {
            problem(e, request, response);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String path = request.getPathInfo();
        if (path != null) {
            answerApi(path, request, response);
        } else if (!request.getMethod().equals("GET")) {
            throw new ApiException(405, "This is a page.");
        } else if (request.getServletPath().equals(PAGE)) {
            show(response);
        } else {
            response.sendRedirect(request.getContextPath() + PAGE);
        }
    }

    private void show(HttpServletResponse response) throws IOException {
        String nonce = page.newNonce();
        response.setHeader("Content-Security-Policy", ConsolePage.securityPolicy(nonce));
        write(response, "text/html", page.html(nonce).getBytes(StandardCharsets.UTF_8));
    }

    private void answerApi(String path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (path.equals(DESCRIPTION)) {
            try (InputStream in = ConsoleServlet.class.getResourceAsStream("openapi.json")) {
                write(response, "application/json", in.readAllBytes());
            }
            return;
        }
        Optional<JsonObjectBuilder> document =
                api.answer(request.getMethod(), path, new ApiRequest(request));
        if (document.isPresent()) {
            write(response, "application/json", json(document.get().build()));
        } else {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        }
    }

    private void problem(
            ApiException problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setStatus(problem.status());
        if (problem.status() == HttpServletResponse.SC_METHOD_NOT_ALLOWED) {
            String path = Optional.ofNullable(request.getPathInfo()).orElse("");
            response.setHeader(
                    "Allow",
                    path.isEmpty() ? "GET" : String.join(", ", new TreeSet<>(api.methods(path))));
        }
        write(
                response,
                "application/problem+json",
                json(
                        JsonParts.object()
                                .add("title", title(problem.status()))
                                .add("status", problem.status())
                                .add("detail", problem.getMessage())
                                .build()));
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 413 -> "Content Too Large";
            default -> "Service Unavailable";
        };
    }

    private static byte[] json(JsonObject document) {
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(HttpServletResponse response, String type, byte[] body)
            throws IOException {
        response.setContentType(type);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
