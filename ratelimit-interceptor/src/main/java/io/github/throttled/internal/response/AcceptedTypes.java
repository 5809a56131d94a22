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
 * What a client says that it can read.
 *
 * @param types media ranges with their {@code q}; none if it does not say
 * @param languages the fields {@code Accept-Language}, joined; null if it does not say
 */
public record AcceptedTypes(List<MediaType> types, String languages) {

    /** What is longer no client has to say of what it can read. */
    private static final int MAX_LENGTH = 8192;

    /** As JAX-RS tells it to a provider. */
    public static AcceptedTypes by(HttpHeaders request) {
        return of(request::getHeaderString, request::getAcceptableMediaTypes);
    }

    /** As JAX-RS tells it to a filter. */
    public static AcceptedTypes by(ContainerRequestContext request) {
        return of(request::getHeaderString, request::getAcceptableMediaTypes);
    }

    /** Where there is no JAX-RS yet; what is no media type is left out. */
    public static AcceptedTypes by(HttpServletRequest request) {
        return new AcceptedTypes(
                types(joined(request, HttpHeaders.ACCEPT)),
                joined(request, HttpHeaders.ACCEPT_LANGUAGE));
    }

    /** Most clients do not say; to find that out is less than to have it parsed. */
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

    /** All lines of a field as one list; null if there are none. */
    private static String joined(HttpServletRequest request, String field) {
        Enumeration<String> lines = request.getHeaders(field);
        return lines.hasMoreElements() ? String.join(", ", Collections.list(lines)) : null;
    }
}
