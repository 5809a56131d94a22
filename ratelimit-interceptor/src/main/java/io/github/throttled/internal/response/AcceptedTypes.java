package io.github.throttled.internal.response;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The media types and languages that a client accepts.
 *
 * @param types media ranges with their {@code q}; empty if the client sends none
 * @param languages the fields {@code Accept-Language}, joined; null if the client sends none
 */
public record AcceptedTypes(List<MediaType> types, String languages) {

    /** Longer fields are ignored, to bound the work for one request. */
    private static final int MAX_LENGTH = 8192;

    /** Reads the fields in a JAX-RS provider. */
    public static AcceptedTypes by(HttpHeaders request) {
        return of(request::getHeaderString, request::getAcceptableMediaTypes);
    }

    /** Reads the fields in a JAX-RS filter. */
    public static AcceptedTypes by(ContainerRequestContext request) {
        return of(request::getHeaderString, request::getAcceptableMediaTypes);
    }

    /**
     * Reads the fields of a servlet request, before JAX-RS processes it; skips invalid media types.
     */
    public static AcceptedTypes by(HttpServletRequest request) {
        return new AcceptedTypes(
                types(joined(request, HttpHeaders.ACCEPT)),
                joined(request, HttpHeaders.ACCEPT_LANGUAGE));
    }

    /** Parses the media types only if the field is present; most clients send none. */
    private static AcceptedTypes of(UnaryOperator<String> field, Supplier<List<MediaType>> parsed) {
        return new AcceptedTypes(
                field.apply(HttpHeaders.ACCEPT) == null ? List.of() : parsed.get(),
                field.apply(HttpHeaders.ACCEPT_LANGUAGE));
    }

    private static List<MediaType> types(String field) {
        return field == null || field.length() > MAX_LENGTH
                ? List.of()
                : Stream.of(field.split(",")).flatMap(AcceptedTypes::type).toList();
    }

    private static Stream<MediaType> type(String text) {
        try {
            return Stream.of(MediaType.valueOf(text.strip()));
        } catch (IllegalArgumentException e) {
            return Stream.empty();
        }
    }

    /** Joins all lines of a field; null if there are none. */
    private static String joined(HttpServletRequest request, String field) {
        Enumeration<String> lines = request.getHeaders(field);
        return lines.hasMoreElements() ? String.join(", ", Collections.list(lines)) : null;
    }
}
