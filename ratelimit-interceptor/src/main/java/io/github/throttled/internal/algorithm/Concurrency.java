package io.github.throttled.internal.algorithm;

/**
 * At most {@code quota} permits are held at a time. A call takes permits when it begins and gives
 * them back when it ends. The passing of time only frees the permits of nodes that have failed.
 *
 * <p>State: the number of nodes that hold permits. For each node its identity, its permits, and the
 * time in milliseconds after which they expire unless the node {@link #keep renews} them. This is a
 * lease as in Gray and Cheriton, "Leases: an efficient fault-tolerant mechanism for distributed
 * file cache consistency" (1989). A node that fails or is cut off loses its permits when its lease
 * has expired.
 *
 * <p>Only {@link #MAX_HOLDERS} nodes can hold permits of a key at a time. For another node nothing
 * remains, whatever the quota.
 *
 * @param holder the identity of this node; positive
 */
record Concurrency(long quota, long holder) implements Algorithm {

    /** The fields of each node: its identity, permits, and remaining time. */
    private static final int HOLDING = 3;

    private static final int PERMITS = 1;
    private static final int LEFT = 2;

    /** The end of a call cannot be predicted. */
    private static final long RETRY_MILLIS = 1_000;

    Concurrency {
        Bounds.require(quota >= 1, "A quota is at least 1 permit, not " + quota + ".");
        Bounds.require(
                quota <= MAX_CONCURRENCY,
                "At most %d permits can be held at a time, not %d."
                        .formatted(MAX_CONCURRENCY, quota));
        Bounds.require(holder >= 1, "A node's identity is positive, not " + holder + ".");
    }

    @Override
    public long windowMillis() {
        return 0;
    }

    @Override
    public int size() {
        return 1 + HOLDING * MAX_HOLDERS;
    }

    @Override
    public boolean hasFixedSize() {
        return false;
    }

    @Override
    public int storedSize(long[] stored, int at) {
        long holders = at < stored.length ? stored[at] : 0;
        return 1 + HOLDING * (int) Math.min(MAX_HOLDERS, holders);
    }

    @Override
    public long memoryMillis() {
        return LEASE_MILLIS;
    }

    @Override
    public int layout() {
        return Layout.of("concurrent", LEASE_MILLIS);
    }

    @Override
    public boolean valid(long[] state, int at) {
        if (state[at] > MAX_HOLDERS) {
            return false;
        }
        for (int i = first(at); i < end(state, at); i += HOLDING) {
            boolean possible =
                    state[i] >= 1
                            && state[i + PERMITS] >= 1
                            && state[i + PERMITS] <= MAX_CONCURRENCY
                            && state[i + LEFT] >= 1
                            && state[i + LEFT] <= LEASE_MILLIS;
            if (!possible) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void advance(long[] state, int at, long from, long to) {
        long elapsed = to - from;
        for (int i = first(at); i < end(state, at); ) {
            if (state[i + LEFT] <= elapsed) {
                drop(state, at, i);
            } else {
                state[i + LEFT] -= elapsed;
                i += HOLDING;
            }
        }
    }

    @Override
    public void move(long[] state, int at, long from, long to) {
        // Holdings have no times, only remaining times.
    }

    /** Each node has a holding of its own, so the holdings of both states are united. */
    @Override
    public void join(long[] state, int at, long[] other) {
        for (int i = first(at); i < end(other, at); i += HOLDING) {
            int known = holding(state, at, other[i]);
            if (known >= 0) {
                state[known + PERMITS] = Math.max(state[known + PERMITS], other[i + PERMITS]);
                state[known + LEFT] = Math.max(state[known + LEFT], other[i + LEFT]);
            } else if (state[at] < MAX_HOLDERS) {
                System.arraycopy(other, i, state, end(state, at), HOLDING);
                state[at]++;
            }
        }
    }

    @Override
    public long waitMillis(long[] state, int at, long now, long permits) {
        if (permits > quota) {
            return NEVER;
        }
        return permits <= remaining(state, at, now) ? 0 : RETRY_MILLIS;
    }

    /** Whether the node can hold permits: it holds some, or there is a free slot. */
    boolean hasPlace(long[] state, int at) {
        return own(state, at) >= 0 || state[at] < MAX_HOLDERS;
    }

    @Override
    public void charge(long[] state, int at, long now, long permits) {
        hold(state, at, ownPermits(state, at) + permits);
    }

    @Override
    public void chargeLate(long[] state, int at, long now, long takenAt, long permits) {
        // Renewing reports the permits that calls hold.
    }

    @Override
    public void giveBack(long[] state, int at, long now, long takenAt, long permits) {
        int own = own(state, at);
        if (own >= 0) {
            state[own + PERMITS] -= permits;
            if (state[own + PERMITS] <= 0) {
                drop(state, at, own);
            }
        }
    }

    /**
     * Renews the node's holding, and corrects it by the permits that the node's calls hold. A lost
     * answer may have left too much in the holding, a pause of the node too little.
     *
     * @param atLeast the permits that calls certainly hold
     * @param atMost the permits that calls may hold
     */
    void keep(long[] state, int at, long atLeast, long atMost) {
        long permits = Math.min(Math.max(ownPermits(state, at), atLeast), atMost);
        int own = own(state, at);
        if (permits == 0 && own >= 0) {
            drop(state, at, own);
        } else if (permits > 0 && hasPlace(state, at)) {
            hold(state, at, permits);
        }
    }

    /** Corrects the node's holding as {@link #keep} does, but renews it only if it was wrong. */
    void correct(long[] state, int at, long atLeast, long atMost) {
        long own = ownPermits(state, at);
        if (own < atLeast || own > atMost) {
            keep(state, at, atLeast, atMost);
        }
    }

    @Override
    public long remaining(long[] state, int at, long now) {
        return hasPlace(state, at) ? Math.max(0, quota - held(state, at)) : 0;
    }

    @Override
    public long resetMillis(long[] state, int at, long now) {
        return state[at] == 0 ? 0 : RETRY_MILLIS;
    }

    @Override
    public boolean isPredictable() {
        return false;
    }

    @Override
    public LeaseTerms leaseTerms(long now) {
        return LeaseTerms.NONE;
    }

    @Override
    public Algorithm share(int nodes) {
        return new Concurrency(Algorithm.part(quota, nodes), holder);
    }

    /** Drops the holdings of other nodes, which have shares of their own. */
    @Override
    public void shareSlice(long[] state, int at, int nodes) {
        for (int i = first(at); i < end(state, at); ) {
            if (state[i] == holder) {
                i += HOLDING;
            } else {
                drop(state, at, i);
            }
        }
    }

    private long held(long[] state, int at) {
        long held = 0;
        for (int i = first(at); i < end(state, at); i += HOLDING) {
            held += state[i + PERMITS];
        }
        return held;
    }

    /** The index of the node's holding; -1 for none. */
    private int own(long[] state, int at) {
        return holding(state, at, holder);
    }

    private static int holding(long[] state, int at, long node) {
        for (int i = first(at); i < end(state, at); i += HOLDING) {
            if (state[i] == node) {
                return i;
            }
        }
        return -1;
    }

    private long ownPermits(long[] state, int at) {
        int own = own(state, at);
        return own < 0 ? 0 : state[own + PERMITS];
    }

    /** Sets the node's holding, with a full lease. */
    private void hold(long[] state, int at, long permits) {
        int own = own(state, at);
        if (own < 0) {
            own = end(state, at);
            state[at]++;
        }
        state[own] = holder;
        state[own + PERMITS] = permits;
        state[own + LEFT] = LEASE_MILLIS;
    }

    private static void drop(long[] state, int at, int i) {
        int end = end(state, at);
        System.arraycopy(state, i + HOLDING, state, i, end - i - HOLDING);
        for (int rest = end - HOLDING; rest < end; rest++) {
            state[rest] = 0;
        }
        state[at]--;
    }

    private static int first(int at) {
        return at + 1;
    }

    private static int end(long[] state, int at) {
        return first(at) + HOLDING * (int) state[at];
    }
}
