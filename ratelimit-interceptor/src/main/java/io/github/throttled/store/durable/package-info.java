/**
 * Counters that survive when all nodes stop: what changes in a grid is written to a database a
 * little later, and read back into a grid that starts empty.
 *
 * <p>It knows of policies no more than what their counters are called, and of states no more than
 * that one of two is the stricter: a row is what the grid held when it was written, joined with
 * what another grid has written meanwhile. No request ever waits for the database. Only {@code
 * java.sql} and SQL that every database understands come in here.
 */
package io.github.throttled.store.durable;
