/**
 * Counts what the limits have decided on this node, for metrics, log and console. A decision pays a
 * few nanoseconds for it. Nothing here decides or waits.
 */
package io.github.throttled.internal.observability.usage;
