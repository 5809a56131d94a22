package io.github.throttled.cluster;

import java.util.List;

/** Buckets that permits come back to while a test runs. */
enum FlowingBucket implements LimitedBook {
    TOKEN_BUCKET(new Route(3, "flowing-tokens"), "token-bucket", 50),
    LEAKY_BUCKET(new Route(4, "flowing-leak"), "leaky-bucket", 1);

    /** How many permits come back. */
    static final int PER_SECOND = Endpoint.QUOTA;

    /**
     * The instants that a test compares are whole milliseconds, those in the grid are as well, and
     * a leaky bucket admits a call whose turn comes before the millisecond is over.
     */
    private static final int ROUNDED_MILLIS = 3;

    private final Route route;
    private final String strategy;
    private final int burst;

    FlowingBucket(Route route, String strategy, int burst) {
        this.route = route;
        this.strategy = strategy;
        this.burst = burst;
    }

    /** The most that it admits in so long a time, if it was full when that began. */
    long mostWithin(long millis) {
        return burst + (millis + ROUNDED_MILLIS) * PER_SECOND / 1000;
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
        return route.systemProperties(
                "limit=" + PER_SECOND + "/second",
                "strategy=" + strategy,
                "burst=" + burst,
                "key=" + Counter.KEY_SOURCE);
    }
}
