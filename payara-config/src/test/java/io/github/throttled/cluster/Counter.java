package io.github.throttled.cluster;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Where calls are counted together.
 *
 * @param key what clients send to be counted there
 */
record Counter(Endpoint endpoint, String key) {

    /** One that nobody has used. */
    static Counter unused(Endpoint endpoint) {
        return new Counter(endpoint, UUID.randomUUID().toString());
    }

    /** Unused ones, so many at each endpoint. */
    static List<Counter> unusedAtAll(int each) {
        return Stream.of(Endpoint.values())
                .flatMap(endpoint -> Stream.generate(() -> unused(endpoint)).limit(each))
                .toList();
    }

    /** A request that is counted there. */
    HttpRequest.Builder request(Node node) {
        return endpoint.request(node).header(Endpoint.KEY, key);
    }
}
