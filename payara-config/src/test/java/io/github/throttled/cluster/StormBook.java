package io.github.throttled.cluster;

import java.util.List;

/**
 * Books for bursts of requests, 50 an hour and key. They differ in what a node does when the grid
 * does not answer.
 */
enum StormBook implements LimitedBook {
    /** As is the default: each node admits its share. */
    LOCAL(new Route(15, "storm-local"), "on-store-failure=local"),

    DENY(new Route(16, "storm-deny"), "on-store-failure=deny");

    /** How many requests of one key they admit in an hour. */
    static final int QUOTA = 50;

    private final Route route;
    private final String onStoreFailure;

    StormBook(Route route, String onStoreFailure) {
        this.route = route;
        this.onStoreFailure = onStoreFailure;
    }

    @Override
    public Route route() {
        return route;
    }

    /** System properties that configure both. */
    static List<String> systemProperties() {
        return LimitedBook.properties(values());
    }

    @Override
    public List<String> properties() {
        return route.systemProperties(
                "limit=" + QUOTA + "/hour", "key=" + Counter.KEY_SOURCE, onStoreFailure);
    }

    /**
     * The most that so many nodes may admit of one key when the grid fails in the middle: the quota
     * in the grid, and once more what all their shares come to.
     */
    int mostDespiteAFailure(int nodes) {
        int share = (QUOTA + nodes - 1) / nodes;
        return this == DENY ? QUOTA : QUOTA + nodes * share;
    }
}
