package io.github.throttled.internal.console;

import jakarta.servlet.http.HttpServletRequest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/** What was asked for. */
final class ApiRequest {

    private static final int LONGEST_BODY = 16 * 1024;

    private final HttpServletRequest request;
    private Map<String, String> body;

    ApiRequest(HttpServletRequest request) {
        this.request = request;
    }

    /** The name of whoever asks. */
    String user() {
        return request.getUserPrincipal().getName();
    }

    /** A parameter of the query; empty if it has none, or an empty one. */
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

    /** A member of the body; empty if it has none, or an empty one. */
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
