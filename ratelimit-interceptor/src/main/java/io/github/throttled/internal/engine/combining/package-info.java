/**
 * Changes a counter in the store by compare-and-set. Callers of one key on one node share an
 * operation: while one is under way, the others queue, and the next operation serves all of them.
 *
 * <p>It also keeps the debts of a key: permits that were admitted while the store did not answer.
 */
package io.github.throttled.internal.engine.combining;
