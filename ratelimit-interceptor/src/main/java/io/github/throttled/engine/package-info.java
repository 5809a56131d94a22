/**
 * The one road of a decision: {@link io.github.throttled.engine.Limiter} asks the store through a
 * combiner, so that callers of one key share an operation, and falls back when the store does not
 * answer in time. A circuit breaker for each part of the store keeps callers from waiting for one
 * that is known to be silent; what is admitted meanwhile is a debt, which the store is charged when
 * it answers again.
 *
 * <p>Threads, waiting and failure live here and nowhere else. What a limit means is the algorithm's
 * business, where counters are the store's, who calls the key's; none of that may come in.
 */
package io.github.throttled.engine;
