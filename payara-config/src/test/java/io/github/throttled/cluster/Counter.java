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
record Counter(Limited limited, String key) {

    /** The header that tells keys apart. */
    static final String HEADER = "X-Demo-Run";

    /** The same, as policies say it. */
    static final String KEY_SOURCE = "header:" + HEADER;

    /** One that nobody has used. */
    static Counter unused(Limited limited) {
        return new Counter(limited, UUID.randomUUID().toString());
    }

    /** Unused ones, so many at each endpoint. */
    static List<Counter> unusedAtAll(int each) {
        return Stream.of(Endpoint.values())
                .flatMap(endpoint -> Stream.generate(() -> unused(endpoint)).limit(each))
                .toList();
    }

    /** A request that is counted there. */
    HttpRequest.Builder request(Node node) {
        return limited.request(node).header(HEADER, key);
    }
}
