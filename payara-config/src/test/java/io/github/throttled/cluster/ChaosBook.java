package io.github.throttled.cluster;

import java.util.List;
import java.util.stream.Stream;

/** Books that are limited as nothing else is, for the chaos run. */
enum ChaosBook implements LimitedBook {
    /**
     * What a node does by itself while the grid does not answer: its share, which may be too much.
     */
    LOCAL(new Route(7, "chaos-local"), 366, "strategy=fixed-window", "on-store-failure=local"),

    /** Permits that nodes have ahead, and take along when they are killed. */
    LEASED(new Route(8, "chaos-leased"), 366, "strategy=fixed-window", "lease=auto"),

    /** A bucket that is used, and filled again, during the whole run. */
    TOKENS(new Route(9, "chaos-tokens"), 0, "strategy=token-bucket");

    /** How many permits come back to the bucket. */
    static final int PER_SECOND = 5;

    /**
     * The clock of the grid follows that of its oldest member, and the one that follows it when
     * that has gone differs a little.
     */
    private static final int CLOCKS_DIFFER_MILLIS = 500;

    private final Route route;
    private final String[] config;

    ChaosBook(Route route, int days, String... config) {
        this.route = route;
        String window = days == 0 ? Endpoint.QUOTA / PER_SECOND + " seconds" : days + " days";
        this.config =
                Stream.concat(
                                Stream.of(
                                        "limit=" + Endpoint.QUOTA + "/" + window,
                                        "key=" + Counter.KEY_SOURCE),
                                Stream.of(config))
                        .toArray(String[]::new);
    }

    /** The most that the bucket admits in so long a time, if it was full when that began. */
    static long mostWithin(long millis) {
        return Endpoint.QUOTA + (millis + CLOCKS_DIFFER_MILLIS) * PER_SECOND / 1000;
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
        return route.systemProperties(config);
    }
}
