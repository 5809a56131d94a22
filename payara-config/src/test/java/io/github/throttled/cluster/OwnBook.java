package io.github.throttled.cluster;

import java.util.List;
import java.util.stream.Stream;

/** Books for which only one test asks, so that it knows what was counted. */
enum OwnBook implements LimitedBook {
    /** For its requests nodes take permits ahead. */
    LEASED(new Route(5, "leased"), 200, "strategy=fixed-window", "lease=20"),

    /** Its count is not forgotten when all nodes stop. */
    MONTHLY(new Route(6, "monthly"), 7, "durable=true"),

    /** It is asked for where somebody looks at the console meanwhile. */
    WATCHED(new Route(13, "watched"), 20, "strategy=sliding-log"),

    /** What nodes say of it is added up. */
    COUNTED(new Route(14, "counted"), 20, "strategy=fixed-window");

    private final Route route;
    private final int quota;
    private final List<String> members;

    OwnBook(Route route, int quota, String... members) {
        this.route = route;
        this.quota = quota;
        this.members = List.of(members);
    }

    /** How many of its requests are admitted, once and for all. */
    int quota() {
        return quota;
    }

    /** The name of its policy. */
    String policy() {
        return route.policy();
    }

    @Override
    public Route route() {
        return route;
    }

    /** System properties that configure all of them. */
    static List<String> systemProperties() {
        return LimitedBook.properties(values());
    }

    @Override
    public List<String> properties() {
        // Not the calendar's, whose next window may begin during a test.
        Stream<String> common =
                Stream.of("limit=" + quota + "/366 days", "key=" + Counter.KEY_SOURCE);
        return route.systemProperties(
                Stream.concat(common, members.stream()).toArray(String[]::new));
    }
}
