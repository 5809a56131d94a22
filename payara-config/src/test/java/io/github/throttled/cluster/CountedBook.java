package io.github.throttled.cluster;

import java.net.http.HttpRequest;
import java.util.List;

/** A book that only one test asks for, so that it knows what was counted. */
record CountedBook() implements Limited {

    static final String POLICY = "counted";
    static final int QUOTA = 20;

    private static final Route ROUTE = new Route(14, POLICY);

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
                "key=" + Counter.KEY_SOURCE);
    }
}
