package io.github.throttled.internal.jaxrs;

import io.github.throttled.internal.response.RateLimitFields;

import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Lets scripts of other origins read the rate limit fields, if the application allows these scripts
 * to read the response.
 *
 * <p>It is the last response filter, so that it sees the CORS fields of the application.
 */
// Response filters run from the highest priority to the lowest. Jersey ignores negative priorities
// except in this annotation.
@Priority(Integer.MIN_VALUE)
public class ExposedFields implements ContainerResponseFilter {

    static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    public static final String EXPOSE = "Access-Control-Expose-Headers";

    private static final List<String> FIELDS =
            Stream.concat(Stream.of(HttpHeaders.RETRY_AFTER), RateLimitFields.NAMES.stream())
                    .toList();

    /** The syntax of a field name; another value would break the list. */
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** Contains the fields that servlet filters wrote before JAX-RS. */
    @Context private HttpServletResponse servlet;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        expose(
                response.getHeaders(),
                servlet.containsHeader(ALLOW_ORIGIN),
                servlet.getHeaders(EXPOSE));
    }

    /**
     * Adds the rate limit fields of the response to the exposed fields.
     *
     * @param headers of the response
     * @param allowed whether the servlet response is known to answer a cross-origin request
     * @param exposed fields that the servlet response already exposes, in addition to those in
     *     {@code headers}
     */
    public static void expose(
            MultivaluedMap<String, Object> headers, boolean allowed, Collection<String> exposed) {
        if (!allowed && !headers.containsKey(ALLOW_ORIGIN)) {
            return;
        }
        List<String> ours = FIELDS.stream().filter(headers::containsKey).toList();
        if (ours.isEmpty()) {
            return;
        }
        Set<String> names = new LinkedHashSet<>();
        Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Stream.of(exposed.stream(), values(headers), ours.stream())
                .flatMap(all -> all)
                .flatMap(list -> Stream.of(list.split(",")))
                .map(String::strip)
                .filter(name -> NAME.matcher(name).matches() && known.add(name))
                .forEach(names::add);
        // Puts a new list, because the application's list may be immutable.
        headers.put(EXPOSE, new ArrayList<>(List.of(String.join(", ", names))));
    }

    private static Stream<String> values(MultivaluedMap<String, Object> headers) {
        return headers.getOrDefault(EXPOSE, List.of()).stream().map(Object::toString);
    }
}
