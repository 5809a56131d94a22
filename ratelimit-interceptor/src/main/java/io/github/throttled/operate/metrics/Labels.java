package io.github.throttled.operate.metrics;

/** What the labels of metrics are called. */
final class Labels {

    static final String POLICY = "policy";
    static final String OUTCOME = "outcome";
    static final String TIER = "tier";

    private Labels() {}
}
