/**
 * Publishes the counts of {@link io.github.throttled.internal.observability.usage.Usage} and the
 * state of the {@link io.github.throttled.internal.engine.Limiter} as metrics.
 *
 * <p>{@link io.github.throttled.internal.observability.metrics.Metrics} is the entry point. Each
 * system of metrics has one class, loaded only if the server has that system. A label is a policy,
 * an outcome or a tier; the key of a caller must never become one.
 */
package io.github.throttled.internal.observability.metrics;
