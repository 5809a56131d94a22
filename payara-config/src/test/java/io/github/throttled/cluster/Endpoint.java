package io.github.throttled.cluster;

import java.net.http.HttpRequest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is limited in the bookshop, and how it is limited in these tests: each strategy at one
 * endpoint, set from outside as an operator would.
 *
 * <p>A key is whatever a client says it is, so a test starts with an unused one. No window begins
 * or ends during a test, and no bucket is refilled.
 */
enum Endpoint implements Limited {
    /** An EJB behind a resource: the interceptor counts here, and tells only who it refuses. */
    FIXED_WINDOW("/api/reports/sales", "throttled.policy.reports.") {
        @Override
        List<String> config() {
            return List.of("limit=100/" + days(366), "strategy=fixed-window");
        }
    },

    TWO_LIMITS("/api/books/search?q=tolstoy", "throttled.policy.search.") {
        @Override
        List<String> config() {
            return List.of(
                    "limit=100/" + days(183) + ", 150/" + days(366), "strategy=fixed-window");
        }
    },

    SLIDING_WINDOW(
            "/api/books", "io.github.throttled.example.catalogue.BookResource/list/Throttled/") {
        @Override
        List<String> config() {
            return List.of("limit=100/" + days(366), "strategy=sliding-window");
        }
    },

    SEGMENTED_WINDOW(new Route(17, "segments")) {
        @Override
        List<String> config() {
            return List.of("limit=100/" + days(366), "strategy=sliding-window", "segments=12");
        }
    },

    SLIDING_LOG("/api/demo", "throttled.policy.demo.") {
        @Override
        List<String> config() {
            return List.of("limit=100/" + days(366), "strategy=sliding-log");
        }
    },

    TOKEN_BUCKET(new Route(1, "tokens")) {
        @Override
        List<String> config() {
            return List.of("limit=100/" + TOO_SLOW, "strategy=token-bucket");
        }
    },

    LEAKY_BUCKET(new Route(2, "leak")) {
        @Override
        List<String> config() {
            return List.of("limit=100/" + TOO_SLOW, "strategy=leaky-bucket", "burst=100");
        }
    };

    /** How many calls of one key each of them admits. */
    static final int QUOTA = 100;

    /** Nothing comes back to a bucket for three days. */
    private static final String TOO_SLOW = "366 days";

    private final String path;
    private final String prefix;
    private final List<String> wiring;

    Endpoint(String path, String prefix) {
        this(path, prefix, List.of());
    }

    Endpoint(Route route) {
        this(route.path(), route.prefix(), route.properties());
    }

    /**
     * An endpoint.
     *
     * @param prefix what the keys of its policy begin with
     * @param wiring properties that lay the policy on the path
     */
    Endpoint(String path, String prefix, List<String> wiring) {
        this.path = path;
        this.prefix = prefix;
        this.wiring = wiring;
    }

    /** What is configured for the endpoint, without the prefix. */
    abstract List<String> config();

    @Override
    public HttpRequest.Builder request(Node node) {
        return HttpRequest.newBuilder(node.uri(path));
    }

    @Override
    public int statusWhenAdmitted() {
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
        Stream<String> policy =
                Stream.concat(config().stream(), Stream.of("key=" + Counter.KEY_SOURCE));
        return Stream.concat(wiring.stream(), policy.map(member -> prefix + member));
    }

    /**
     * A window of at most so many days. Windows are aligned to the epoch; one of this length
     * neither began today nor ends before the day after tomorrow.
     */
    private static String days(int most) {
        long today = LocalDate.now(ZoneOffset.UTC).toEpochDay();
        int days = most;
        while (today % days == 0 || today % days >= days - 2) {
            days--;
        }
        return days + " days";
    }
}
