package io.github.throttled.internal.observability.metrics;

/** The labels of metrics. */
final class MetricLabels {

    static final String POLICY = "policy";
    static final String OUTCOME = "outcome";
    static final String TIER = "tier";

    private MetricLabels() {}
}
