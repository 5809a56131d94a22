package io.github.throttled.internal.store.jdbc;

/**
 * The changes of a key since its row was last written.
 *
 * @param state the state that this node has stored last; null if unknown, or if the key was removed
 * @param isNew whether the grid had no counter of the key, and this node has created one
 * @param isForgotten whether the key was removed on purpose
 */
record KeyChange(long[] state, boolean isNew, boolean isForgotten) {

    /** The call has failed, so a state may or may not have been stored. */
    static final KeyChange UNKNOWN = new KeyChange(null, false, false);

    /** The key was removed on purpose. */
    static final KeyChange FORGOTTEN = new KeyChange(null, false, true);

    /**
     * A state was stored.
     *
     * @param expected the previous state; null for none
     */
    static KeyChange stored(long[] expected, long[] update) {
        return new KeyChange(update, expected == null, false);
    }

    /** Combines this change with a later one. */
    KeyChange then(KeyChange later) {
        long[] last = later.isForgotten || later.state != null ? later.state : state;
        return new KeyChange(last, isNew || later.isNew, isForgotten || later.isForgotten);
    }

    /** Whether this node knows a state of the key. */
    boolean isKnown() {
        return state != null;
    }
}
