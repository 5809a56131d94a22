package io.github.throttled.cluster;

import java.util.List;

/**
 * A book for requests that go on for an hour. Its log is exact in any minute, so that a key which
 * comes for a few seconds can be held to its quota.
 *
 * @param keys how many keys come again and again
 */
record SoakBook(int keys) implements LimitedBook {

    /** How many requests of one key it admits in a minute. */
    static final int QUOTA = 2;

    private static final Route ROUTE = new Route(18, "soak");

    @Override
    public Route route() {
        return ROUTE;
    }

    /** Without the grid it rejects, so that a store that fails is noticed as a failed request. */
    @Override
    public List<String> properties() {
        return ROUTE.systemProperties(
                "limit=" + QUOTA + "/minute",
                "strategy=sliding-log",
                "key=" + Counter.KEY_SOURCE,
                "max-keys=" + (keys + keys / 4),
                "on-store-failure=deny");
    }
}
