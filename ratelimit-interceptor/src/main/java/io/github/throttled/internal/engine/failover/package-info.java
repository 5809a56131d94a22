/**
 * Decides whether a member of the grid has failed. A failure detector watches each member; a
 * circuit breaker for each part of the store keeps calls from waiting for a failed one.
 *
 * <p>{@link io.github.throttled.internal.engine.failover.SilenceDetector} is a pure state machine.
 * Nothing here knows policies or calls.
 */
package io.github.throttled.internal.engine.failover;
