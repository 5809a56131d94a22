package io.github.throttled.internal.store.jdbc;

import java.util.Optional;

/**
 * A row of the table as it was read.
 *
 * @param key the text of the column
 * @param state the text of the column
 * @param version identifies the grid that wrote the row, and the change
 */
record Row(String key, String state, long version) {

    /** The decoded counter; the array must not be changed. */
    record StoredCounter(String key, long[] state) {}

    /** The decoded counter; empty if the row has another format. */
    Optional<StoredCounter> counter() {
        try {
            return Optional.of(new StoredCounter(ColumnText.toKey(key), ColumnText.toState(state)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
