package io.github.throttled.cluster;

import java.net.http.HttpRequest;
import java.util.List;

/** A book with a long quota, which is not forgotten when all nodes stop. */
record MonthlyQuota() implements Limited {

    static final int QUOTA = 7;

    private static final Route ROUTE = new Route(6, "monthly");

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
        // Not the calendar's, whose next month may begin during a test.
        return ROUTE.systemProperties(
                "limit=" + QUOTA + "/366 days", "durable=true", "key=" + Counter.KEY_SOURCE);
    }
}
