package io.github.throttled.cluster;

import java.net.http.HttpRequest;
import java.util.List;

/** A book for whose requests nodes take permits ahead. */
record LeasedBook() implements Limited {

    static final int QUOTA = 200;

    private static final Route ROUTE = new Route(5, "leased");

    @Override
    public HttpRequest.Builder request(Node node) {
        return HttpRequest.newBuilder(node.uri(ROUTE.path()));
    }

    @Override
    public int statusWhenAdmitted() {
        return 200;
    }

    /** System properties that configure it. */
    static List<String> systemProperties() {
        return ROUTE.systemProperties(
                "limit=" + QUOTA + "/366 days",
                "strategy=fixed-window",
                "lease=20",
                "key=" + Counter.KEY_SOURCE);
    }
}
