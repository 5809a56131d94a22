package io.github.throttled.cluster;

import java.util.ArrayList;
import java.util.List;

/**
 * The bookshop that is attacked: as it comes, but that no permit comes back while an attack goes
 * on, so that what may pass is a number and no rate. What only a route limits are single books, and
 * each is for one attack or a few.
 */
final class AbuseShop {

    /** How many may pass of what is read. */
    static final int QUOTA = 20;

    /** How many passwords one address may try in the form of the shop. */
    static final int GUESSES = 5;

    /** How many one address may try for one user of the shop. */
    private static final int GUESSES_FOR_A_USER = 20;

    /** How many calls of a key may be under way on a node before it is known what they cost. */
    private static final int UNDECIDED = 3;

    /** How many one address may try at the console. */
    static final int CONSOLE_GUESSES = 10;

    /** How many failures the manual's policy {@code failed-logins} leaves to an address. */
    static final int FAILED_LOGINS = 10;

    /** How many uploads of a caller may be under way. */
    static final int UPLOADS = 2;

    /** How many counters of the flooded policy a node may keep. */
    static final int MAX_KEYS = Integer.getInteger("abuse.max-keys", 2_000);

    /** How many calls may wait on a node. */
    static final int WAITING = 30;

    /** What a decent client reads; nobody gets as far as its limit. */
    static final Route BYSTANDER = new Route(3, "bystander");

    static final Route ABORTED = new Route(4, "aborted");
    static final Route FLOODED = new Route(5, "flooded");
    static final Route QUEUED = new Route(6, "queued");

    /** For proxies that work. */
    static final Route PROXIED = new Route(7, "proxied");

    /** The same, and who comes from the address of a proxy would be exempt. */
    static final Route EXEMPTING = new Route(8, "exempting");

    /** How many the two admit of one address. */
    static final int PROXIED_QUOTA = 1000;

    private static final String FOREVER = "/366 days";
    private static final String POLICY = "-Dthrottled.policy.";

    private AbuseShop() {}

    /**
     * How many wrong answers there may be where so many are counted: what one node admits on the
     * word of what is counted, and what is under way on the others meanwhile.
     */
    static int wrongAnswers(int quota) {
        return Math.max(quota, UNDECIDED) + (Cluster.SIZE - 1) * UNDECIDED;
    }

    /** System properties of its nodes. */
    static List<String> config() {
        List<String> config = new ArrayList<>();
        config.add(
                "-Dthrottled.trusted-proxies="
                        + String.join(", ", Loopback.TRUSTED, Loopback.NGINX, Loopback.HAPROXY));
        config.add("-Dthrottled.max-waiting=" + WAITING);
        config.addAll(exactly("demo", QUOTA, "key=ip"));
        config.addAll(exactly("reports", QUOTA, "key=ip"));
        config.addAll(exactly("login-per-ip", GUESSES, "max-undecided=" + UNDECIDED));
        config.addAll(exactly("login-per-user", GUESSES_FOR_A_USER));
        config.add("-Dthrottled.console.login-limit=" + CONSOLE_GUESSES + FOREVER);
        config.addAll(searchByRoute());
        config.addAll(failedLogins());
        config.addAll(BYSTANDER.systemProperties("limit=1m/hour", "key=ip"));
        config.addAll(exactly(ABORTED, QUOTA, "key=ip"));
        config.addAll(exactly(FLOODED, 3, "key=" + Counter.KEY_SOURCE, "max-keys=" + MAX_KEYS));
        config.addAll(
                QUEUED.systemProperties(
                        "strategy=leaky-bucket", "limit=2/second", "max-wait=60s", "key=ip"));
        config.addAll(exactly(PROXIED, PROXIED_QUOTA, "key=ip"));
        config.addAll(exactly(EXEMPTING, PROXIED_QUOTA, "key=ip", "exempt=ip:" + Loopback.NGINX));
        return config;
    }

    /** A route of the configuration, beside those that annotations make. */
    private static List<String> searchByRoute() {
        List<String> config = new ArrayList<>(exactly("spelled", QUOTA, "key=ip"));
        config.addAll(
                List.of(
                        "-Dthrottled.route.spelled.path=/books/search",
                        "-Dthrottled.route.spelled.policy=spelled",
                        POLICY + "search.mode=off"));
        return config;
    }

    /** As the manual says, but for the time. */
    private static List<String> failedLogins() {
        List<String> config =
                new ArrayList<>(
                        exactly(
                                "failed-logins",
                                FAILED_LOGINS,
                                "key=ip",
                                "count-on=401",
                                "max-undecided=" + UNDECIDED));
        config.add("-Dthrottled.global=failed-logins");
        return config;
    }

    private static List<String> exactly(Route route, int quota, String... members) {
        List<String> config = new ArrayList<>(route.systemProperties());
        config.addAll(exactly(route.policy(), quota, members));
        return config;
    }

    /** So many for good: a log has no window that could end. */
    private static List<String> exactly(String policy, int quota, String... members) {
        List<String> config = new ArrayList<>();
        config.add(POLICY + policy + ".limit=" + quota + FOREVER);
        config.add(POLICY + policy + ".strategy=sliding-log");
        for (String member : members) {
            config.add(POLICY + policy + '.' + member);
        }
        return config;
    }
}
