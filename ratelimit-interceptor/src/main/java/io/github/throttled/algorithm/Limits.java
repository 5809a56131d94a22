package io.github.throttled.algorithm;

import java.util.Arrays;
import java.util.List;

/**
 * The limits of one policy, which share one entry of the store: {@code [layout, time, slice of the
 * first limit, slice of the second, ...]}, trailing zeros cut. {@code time} is the instant of the
 * last change, the one that all slices stand for.
 *
 * <p>{@code layout} holds the version of this format and a fingerprint of the strategies and
 * windows. An entry with another layout, or one that cannot be valid, is read as absent. A changed
 * quota does not change the layout, so counts survive it. Immutable.
 */
public final class Limits {

    static final int LAYOUT = 0;
    static final int TIME = 1;
    static final int HEADER = 2;

    private static final long VERSION = 1;

    private final Algorithm[] algorithms;
    private final int[] offsets;
    private final int size;
    private final long layout;

    /**
     * All of these limits at once.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Limits(List<Algorithm> algorithms) {
        if (algorithms.isEmpty()) {
            throw new IllegalArgumentException("A policy needs at least one limit.");
        }
        this.algorithms = algorithms.toArray(Algorithm[]::new);
        this.offsets = new int[this.algorithms.length];
        int at = HEADER;
        int fingerprint = 1;
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = at;
            // Where a slice begins is part of its meaning.
            fingerprint = 31 * (31 * fingerprint + at) + this.algorithms[i].layout();
            at += this.algorithms[i].size();
        }
        this.size = at;
        this.layout = VERSION << 32 | Integer.toUnsignedLong(fingerprint);
    }

    /** The limits in the policy's order. */
    public List<Algorithm> algorithms() {
        return List.of(algorithms);
    }

    /** How long an untouched entry can matter. */
    public long memoryMillis() {
        return Arrays.stream(algorithms).mapToLong(Algorithm::memoryMillis).max().orElseThrow();
    }

    /** The largest cost that can ever be admitted. */
    public long capacity() {
        return Arrays.stream(algorithms).mapToLong(Algorithm::quota).min().orElseThrow();
    }

    /**
     * Opens an entry.
     *
     * @param stored what the store holds, or null; not changed
     * @param now milliseconds since the epoch
     */
    public Counter open(long[] stored, long now) {
        return valid(stored)
                ? new Counter(this, unpack(stored), now)
                : new Counter(this, fresh(now), now);
    }

    /** These limits divided among nodes, each quota rounded up. */
    public Limits share(int nodes) {
        return new Limits(
                Arrays.stream(algorithms).map(algorithm -> algorithm.share(nodes)).toList());
    }

    /**
     * An entry of these limits as an entry of their {@link #share}: what was consumed is divided
     * as the quotas are.
     *
     * @param stored what the store held, or null; not changed
     * @return what a store of the share would hold; null for nothing
     */
    public long[] shareEntry(long[] stored, int nodes) {
        if (!valid(stored)) {
            return null;
        }
        Limits share = share(nodes);
        long[] whole = unpack(stored);
        long[] state = share.fresh(whole[TIME]);
        for (int i = 0; i < algorithms.length; i++) {
            algorithms[i].shareSlice(whole, offsets[i], nodes);
            System.arraycopy(
                    whole, offsets[i], state, share.offsets[i], share.algorithms[i].size());
        }
        return pack(state);
    }

    /** Whether an entry was changed later than another one. */
    public static boolean isNewer(long[] stored, long[] other) {
        return stored[TIME] > other[TIME];
    }

    int count() {
        return algorithms.length;
    }

    Algorithm algorithm(int i) {
        return algorithms[i];
    }

    int offset(int i) {
        return offsets[i];
    }

    private boolean valid(long[] stored) {
        if (stored == null || stored.length < HEADER || stored[LAYOUT] != layout) {
            return false;
        }
        for (int i = TIME; i < stored.length; i++) {
            if (stored[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private long[] fresh(long now) {
        long[] state = new long[size];
        state[LAYOUT] = layout;
        state[TIME] = now;
        return state;
    }

    private long[] unpack(long[] stored) {
        long[] state = Arrays.copyOf(stored, size);
        if (stored.length > size) {
            // Only a log under a lowered quota is too long, and only its newest permits matter.
            int last = offsets[offsets.length - 1];
            int kept = size - last;
            System.arraycopy(stored, stored.length - kept, state, last, kept);
        }
        return state;
    }

    static long[] pack(long[] state) {
        int end = state.length;
        while (end > HEADER && state[end - 1] == 0) {
            end--;
        }
        return Arrays.copyOf(state, end);
    }
}
