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
 * Lets scripts from other origins read our fields, which a browser hides from them otherwise, if
 * the application has let these scripts read the response. It is the last of the filters, so that
 * it sees whether one has.
 */
// Response filters go from the highest priority to the lowest; Jersey heeds no negative one but
// here.
@Priority(Integer.MIN_VALUE)
public class ExposedFields implements ContainerResponseFilter {

    static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    public static final String EXPOSE = "Access-Control-Expose-Headers";

    private static final List<String> FIELDS =
            Stream.concat(Stream.of(HttpHeaders.RETRY_AFTER), RateLimitFields.NAMES.stream())
                    .toList();

    /** What is none would break the list. */
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** Where servlet filters write, before JAX-RS does. */
    @Context private HttpServletResponse servlet;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        expose(
                response.getHeaders(),
                servlet.containsHeader(ALLOW_ORIGIN),
                servlet.getHeaders(EXPOSE));
    }

    /**
     * Adds those of our fields that the response has to the ones that may be read.
     *
     * @param allowed whether the response is known to answer a cross-origin request
     * @param exposed what may be read already, apart from what these headers say
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
        // In a list of our own: that of the application may be immutable.
        headers.put(EXPOSE, new ArrayList<>(List.of(String.join(", ", names))));
    }

    private static Stream<String> values(MultivaluedMap<String, Object> headers) {
        return headers.getOrDefault(EXPOSE, List.of()).stream().map(Object::toString);
    }
}
