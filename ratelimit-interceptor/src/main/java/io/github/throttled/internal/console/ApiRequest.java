package io.github.throttled.internal.console;

import jakarta.servlet.http.HttpServletRequest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/** Reads the parameters and the body of a request to the console API. */
final class ApiRequest {

    private static final int LONGEST_BODY = 16 * 1024;

    private final HttpServletRequest request;
    private Map<String, String> body;

    ApiRequest(HttpServletRequest request) {
        this.request = request;
    }

    /** Returns the name of the authenticated user. */
    String user() {
        return request.getUserPrincipal().getName();
    }

    /** Returns a parameter of the query; empty if it is missing or has no value. */
    Optional<String> parameter(String name) {
        return Optional.ofNullable(request.getParameter(name)).filter(text -> !text.isEmpty());
    }

    /**
     * The same.
     *
     * @throws ApiException if it has none
     */
    String required(String name) {
        return parameter(name)
                .orElseThrow(() -> ApiException.bad("The query has no parameter " + name + "."));
    }

    /** Returns a member of the body; empty if it is missing or has no value. */
    Optional<String> member(String name) {
        return Optional.ofNullable(body().get(name)).filter(text -> !text.isEmpty());
    }

    /**
     * The same.
     *
     * @throws ApiException if it has none
     */
    String requiredMember(String name) {
        return member(name)
                .orElseThrow(
                        () -> ApiException.bad("The body has no member " + name + " with a text."));
    }

    private Map<String, String> body() {
        if (body == null) {
            body = read();
        }
        return body;
    }

    private Map<String, String> read() {
        try (InputStream in = request.getInputStream()) {
            byte[] bytes = in.readNBytes(LONGEST_BODY + 1);
            if (bytes.length > LONGEST_BODY) {
                throw new ApiException(413, "The body is too long.");
            }
            return JsonMembers.texts(bytes);
        } catch (IOException e) {
            throw ApiException.bad("The body cannot be read.");
        }
    }
}
