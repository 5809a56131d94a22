package io.github.throttled.cluster;

import java.util.ArrayList;
import java.util.List;

/** Books whose limits do what metrics tell apart, and that no other test asks for. */
enum Reported implements LimitedBook {
    REJECTING(new Route(10, "reported-rejecting")),
    WATCHING(new Route(11, "reported-watching"), "mode=dry-run"),
    BANNING(new Route(12, "reported-banning"), "ban=1 day after 1");

    private final Route route;
    private final List<String> members;

    Reported(Route route, String... members) {
        this.route = route;
        this.members = List.of(members);
    }

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
        List<String> all = new ArrayList<>(members);
        all.add("limit=" + Endpoint.QUOTA + "/366 days");
        all.add("strategy=sliding-log");
        all.add("key=" + Counter.KEY_SOURCE);
        return route.systemProperties(all.toArray(String[]::new));
    }
}
