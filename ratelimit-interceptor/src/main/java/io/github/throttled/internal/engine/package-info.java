/**
 * Decides. {@link io.github.throttled.internal.engine.Limiter} has a limiter for each policy, which
 * answers from this node's memory if it can, else asks the store, and falls back if the store has
 * failed.
 *
 * <p>What a limit means is the algorithm's business, and who calls is the key's. Neither comes in
 * here.
 */
package io.github.throttled.internal.engine;
