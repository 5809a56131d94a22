package io.github.throttled.internal.observability.metrics;

/** What the labels of metrics are called. */
final class MetricLabels {

    static final String POLICY = "policy";
    static final String OUTCOME = "outcome";
    static final String TIER = "tier";

    private MetricLabels() {}
}
