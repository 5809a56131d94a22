package io.github.throttled.internal.store.jdbc;

/**
 * What has become of a key since its row was last written.
 *
 * @param state what this node has stored last; null if it does not know, or has forgotten the key
 * @param isNew the grid had no counter of the key, and this node has begun one
 * @param isForgotten somebody wanted the key to be forgotten
 */
record KeyChange(long[] state, boolean isNew, boolean isForgotten) {

    /** Something may have been stored, or not: the call has failed. */
    static final KeyChange UNKNOWN = new KeyChange(null, false, false);

    /** The key was forgotten on purpose. */
    static final KeyChange FORGOTTEN = new KeyChange(null, false, true);

    /**
     * A state was stored.
     *
     * @param expected what was there before; null for nothing
     */
    static KeyChange stored(long[] expected, long[] update) {
        return new KeyChange(update, expected == null, false);
    }

    /** This change and a later one. */
    KeyChange then(KeyChange later) {
        long[] last = later.isForgotten || later.state != null ? later.state : state;
        return new KeyChange(last, isNew || later.isNew, isForgotten || later.isForgotten);
    }

    /** Whether this node knows a state of the key. */
    boolean isKnown() {
        return state != null;
    }
}
