package io.github.throttled.internal.store.jdbc;

import java.util.Optional;

/**
 * A row of the table as it was read.
 *
 * @param key as the column has it
 * @param state as the column has it
 * @param version who wrote it, and when among other changes
 */
record Row(String key, String state, long version) {

    /** What a row says; the array must not be changed. */
    record StoredCounter(String key, long[] state) {}

    /** What it says; empty if it is nothing that Throttled has written. */
    Optional<StoredCounter> counter() {
        try {
            return Optional.of(new StoredCounter(ColumnText.toKey(key), ColumnText.toState(state)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
