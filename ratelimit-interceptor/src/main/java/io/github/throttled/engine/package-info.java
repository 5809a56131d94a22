/**
 * The one road of a decision: {@link io.github.throttled.engine.Limiter} asks the store through a
 * combiner, so that callers of one key share an operation, and falls back when the store does not
 * answer in time.
 *
 * <p>Threads, waiting and failure live here and nowhere else. What a limit means is the algorithm's
 * business, where counters are the store's, who calls the key's; none of that may come in.
 */
package io.github.throttled.engine;
