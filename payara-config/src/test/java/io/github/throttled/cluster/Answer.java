package io.github.throttled.cluster;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a client learns from a response.
 *
 * @param retryAfter the field of that name; empty if there is none
 * @param quotas {@code q} of each limit, from {@code RateLimit-Policy}
 * @param remaining {@code r} of each limit, from {@code RateLimit}
 */
record Answer(int status, String retryAfter, List<Long> quotas, List<Long> remaining) {

    static Answer of(HttpResponse<?> response) {
        return new Answer(
                response.statusCode(),
                response.headers().firstValue("Retry-After").orElse(""),
                parameters(response, "RateLimit-Policy", "q"),
                parameters(response, "RateLimit", "r"));
    }

    boolean isRefusal() {
        return status == 429;
    }

    /**
     * Whether this is all that a refused client has to be told, also where the store did not answer
     * in time.
     */
    boolean isCompleteRefusal() {
        return (isRefusal() || status == 503)
                && tellsAll()
                && quotas.contains((long) Endpoint.QUOTA);
    }

    /** The same of a node that has nothing left of its share, while the store does not answer. */
    boolean isRefusalByAShare() {
        return isRefusal() && tellsAll() && quotas.stream().allMatch(q -> q < Endpoint.QUOTA);
    }

    private boolean tellsAll() {
        return retryAfter.matches("[1-9][0-9]*")
                && remaining.size() == quotas.size()
                && remaining.contains(0L);
    }

    /** What is left of the limit that runs out first. */
    long leastRemaining() {
        return remaining.stream().mapToLong(Long::longValue).min().orElseThrow();
    }

    private static List<Long> parameters(HttpResponse<?> response, String field, String name) {
        String value = response.headers().firstValue(field).orElse("");
        return Pattern.compile(";" + name + "=(\\d+)")
                .matcher(value)
                .results()
                .map(found -> Long.valueOf(found.group(1)))
                .toList();
    }
}
