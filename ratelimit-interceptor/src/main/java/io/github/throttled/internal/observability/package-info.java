/**
 * What the optional parts of the server are, for the packages below this one: metrics, traces,
 * health, events, log and usage. Each of them decides nothing, and no request waits for it.
 */
package io.github.throttled.internal.observability;
