package io.github.throttled.benchmark;

/** What an application on a server asks again and again. The first is ours. */
enum Loop {
    THROTTLED("**Throttled, `store=local`, injected**", "throttled", true),
    BUCKET4J("Bucket4j, lock-free, `tryConsume`", "bucket4j", true),
    BUCKET4J_PROBE("Bucket4j, lock-free, `tryConsumeAndReturnRemaining`", "bucket4j-probe", true),
    DENIED("Throttled, the same, denied", "denied", false);

    private final String label;
    private final String path;
    private final boolean isAdmitted;

    Loop(String label, String path, boolean isAdmitted) {
        this.label = label;
        this.path = path;
        this.isAdmitted = isAdmitted;
    }

    /** As the table calls it. */
    String label() {
        return label;
    }

    String path(int threads, long millis) {
        return "/%s/loop/%s?threads=%d&millis=%d"
                .formatted(War.LOOP.context(), path, threads, millis);
    }

    /** Whether each call is to be admitted; otherwise none is. */
    boolean isAdmitted() {
        return isAdmitted;
    }
}
