/**
 * Adds to the current span why a call was rejected or delayed. It needs OpenTelemetry, and its
 * classes are loaded only if the server has it. The key of a caller must never be added.
 */
package io.github.throttled.internal.observability.tracing;
