/**
 * Counters that survive when all nodes stop. Changes are written to a database a little later, and
 * read back into a grid that starts empty.
 *
 * <p>A row is the state that the grid held when it was written, joined with what another grid has
 * written meanwhile. No request waits for the database. Only {@code java.sql} and portable SQL come
 * in here.
 */
package io.github.throttled.internal.store.jdbc;
