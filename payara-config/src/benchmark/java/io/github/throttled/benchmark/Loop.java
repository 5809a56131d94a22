package io.github.throttled.benchmark;

/** What an application on a server asks again and again. The first is ours. */
enum Loop {
    THROTTLED("**Throttled, `store=local`, injected**", War.LOOP, "throttled"),
    CONSOLE_OPEN("Throttled, the same, with the console open", War.LOOP_WATCHED, "throttled"),
    CONSOLE_OFF("Throttled, the same, without a console", War.LOOP_UNWATCHABLE, "throttled"),
    BUCKET4J("Bucket4j, lock-free, `tryConsume`", War.LOOP, "bucket4j"),
    BUCKET4J_PROBE(
            "Bucket4j, lock-free, `tryConsumeAndReturnRemaining`", War.LOOP, "bucket4j-probe"),
    DENIED("Throttled, the same, denied", War.LOOP, "denied");

    private final String label;
    private final War war;
    private final String path;

    Loop(String label, War war, String path) {
        this.label = label;
        this.war = war;
        this.path = path;
    }

    /** As the table calls it. */
    String label() {
        return label;
    }

    War war() {
        return war;
    }

    String path(int threads, long millis) {
        return "/%s/loop/%s?threads=%d&millis=%d".formatted(war.context(), path, threads, millis);
    }

    /** Whether each call is to be admitted; otherwise none is. */
    boolean isAdmitted() {
        return this != DENIED;
    }

    boolean isPeer() {
        return this == BUCKET4J || this == BUCKET4J_PROBE;
    }

    /** Whether this is ours with another use of the console than the first. */
    boolean isOtherConsole() {
        return this == CONSOLE_OPEN || this == CONSOLE_OFF;
    }
}
