package io.github.throttled.cluster;

import java.net.http.HttpRequest;
import java.util.List;

/** A book that is only asked for where somebody looks at the console meanwhile. */
record WatchedBook() implements Limited {

    static final String POLICY = "watched";
    static final int QUOTA = 20;

    private static final Route ROUTE = new Route(13, POLICY);

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
                "strategy=sliding-log",
                "key=" + Counter.KEY_SOURCE);
    }
}
