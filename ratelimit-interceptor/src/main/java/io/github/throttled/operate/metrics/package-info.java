/**
 * The counts of {@link io.github.throttled.operate.usage.Usage} and the state of the {@link
 * io.github.throttled.engine.Limiter}, published to the metrics that the server has. {@link
 * io.github.throttled.operate.metrics.Metrics} is the door; behind it each system of metrics has a
 * class, which is loaded only if that system is there. No key of a caller may come in here: a label
 * is a policy, an outcome or a tier.
 */
package io.github.throttled.operate.metrics;
