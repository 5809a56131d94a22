package io.github.throttled.cluster;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is limited in the bookshop, and how it is limited in these tests: each strategy at one
 * endpoint, set from outside as an operator would.
 *
 * <p>A key is whatever a client says it is, so a test starts with an unused one. The windows are so
 * long that none ends during a test, on all but one day of 366.
 */
enum Endpoint {
    /** An EJB behind a resource: the interceptor counts here, and tells only who it refuses. */
    FIXED_WINDOW("/api/reports/sales", "throttled.policy.reports.") {
        @Override
        List<String> config() {
            return List.of("limit=100/366 days", "strategy=fixed-window");
        }
    },

    TWO_LIMITS("/api/books/search?q=tolstoy", "throttled.policy.search.") {
        @Override
        List<String> config() {
            return List.of("limit=100/183 days, 150/366 days", "strategy=fixed-window");
        }
    },

    SLIDING_WINDOW(
            "/api/books", "io.github.throttled.example.catalogue.BookResource/list/Throttled/") {
        @Override
        List<String> config() {
            return List.of("limit=100/366 days", "strategy=sliding-window");
        }
    },

    SEGMENTED_WINDOW("/api/login", "throttled.policy.login-per-ip.") {
        @Override
        List<String> config() {
            return List.of("limit=100/366 days", "strategy=sliding-window", "segments=12");
        }

        /** A log-in without a name is charged, but costs the server no hashing of passwords. */
        @Override
        HttpRequest.Builder request(Node node) {
            return super.request(node)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{}"));
        }

        @Override
        int statusWhenAdmitted() {
            return 400;
        }
    },

    SLIDING_LOG("/api/demo", "throttled.policy.demo.") {
        @Override
        List<String> config() {
            return List.of("limit=100/366 days", "strategy=sliding-log");
        }
    };

    /** How many calls of one key each of them admits. */
    static final int QUOTA = 100;

    /** The header that tells keys apart. */
    static final String KEY = "X-Demo-Run";

    private final String path;
    private final String prefix;

    Endpoint(String path, String prefix) {
        this.path = path;
        this.prefix = prefix;
    }

    /** What is configured for the endpoint, without the prefix. */
    abstract List<String> config();

    HttpRequest.Builder request(Node node) {
        return HttpRequest.newBuilder(node.uri(path));
    }

    int statusWhenAdmitted() {
        return 200;
    }

    /** System properties that configure all of them. */
    static List<String> systemProperties() {
        return Arrays.stream(values())
                .flatMap(endpoint -> endpoint.properties())
                .map(property -> "-D" + property)
                .toList();
    }

    private Stream<String> properties() {
        return Stream.concat(config().stream(), Stream.of("key=header:" + KEY))
                .map(member -> prefix + member);
    }
}
