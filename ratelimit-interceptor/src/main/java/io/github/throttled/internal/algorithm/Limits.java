package io.github.throttled.internal.algorithm;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The limits of one policy, which share one entry of the store: {@code [layout, time, slice of the
 * first limit, slice of the second, ..., ahead, set back]}, trailing zeros cut. {@code time} is the
 * instant of the last change, the one that all slices stand for; the last two are zero unless a
 * clock was set back shortly before, see {@link Counter}.
 *
 * <p>{@code layout} holds the version of this format and a fingerprint of the strategies and
 * windows. An entry with another layout, or one that cannot be valid, is read as absent. A changed
 * quota does not change the layout, so counts survive it. Immutable.
 */
public final class Limits {

    static final int LAYOUT = 0;
    static final int TIME = 1;
    static final int HEADER = 2;

    /** What stands behind all slices. */
    private static final int TRAILER = 2;

    private static final long VERSION = 1;

    private final Algorithm[] algorithms;
    private final int[] offsets;
    private final int size;
    private final boolean hasFixedSize;
    private final long layout;
    private final long memoryMillis;
    private final BanRule penalty;

    /**
     * All of these limits at once.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Limits(List<Algorithm> algorithms) {
        this(algorithms, Optional.empty());
    }

    /**
     * All of these limits at once, and what becomes of those who run into them again and again.
     *
     * @throws IllegalArgumentException if there is no limit
     */
    public Limits(List<Algorithm> algorithms, Optional<BanRule> penalty) {
        if (algorithms.isEmpty()) {
            throw new IllegalArgumentException("A policy needs at least one limit.");
        }
        this.algorithms = algorithms.toArray(Algorithm[]::new);
        this.offsets = new int[this.algorithms.length];
        int at = HEADER;
        int[] layouts = new int[offsets.length + (penalty.isPresent() ? 1 : 0)];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = at;
            layouts[i] = this.algorithms[i].layout();
            at += this.algorithms[i].size();
        }
        this.penalty = penalty.orElse(null);
        if (this.penalty != null) {
            layouts[offsets.length] = Layout.of("penalty");
            at += BanRule.SIZE;
        }
        this.size = at + TRAILER;
        this.hasFixedSize = Arrays.stream(this.algorithms).allMatch(Algorithm::hasFixedSize);
        this.memoryMillis = memory(this.algorithms, this.penalty);
        this.layout = VERSION << 32 | Integer.toUnsignedLong(Layout.of(layouts));
    }

    /** The limits in the policy's order. */
    public List<Algorithm> algorithms() {
        return List.of(algorithms);
    }

    /** How long an untouched entry can matter. */
    public long memoryMillis() {
        return memoryMillis;
    }

    /** Known once and for all: every counter asks for it. */
    private static long memory(Algorithm[] algorithms, BanRule penalty) {
        long longest =
                Arrays.stream(algorithms).mapToLong(Algorithm::memoryMillis).max().orElseThrow();
        return penalty == null ? longest : Math.max(longest, penalty.banMillis());
    }

    /** The largest cost that can ever be admitted. */
    public long capacity() {
        return Arrays.stream(algorithms).mapToLong(Algorithm::capacity).min().orElseThrow();
    }

    /**
     * Opens an entry.
     *
     * @param stored what the store holds, or null; not changed
     * @param now milliseconds since the epoch
     */
    public Counter open(long[] stored, long now) {
        Counter counter = new Counter(this);
        counter.reopen(stored, now);
        return counter;
    }

    /**
     * Whether an entry can be read. What cannot is read as absent: it is not these limits' work, of
     * another version, or damaged.
     *
     * @param stored what the store holds, or null
     */
    public boolean canRead(long[] stored) {
        return unpacked(stored) != null;
    }

    /** Tells entries apart that must not be read as each other: no two layouts read the same. */
    public long layout() {
        return layout;
    }

    /** These limits divided among nodes, each quota rounded up. */
    public Limits share(int nodes) {
        return new Limits(
                Arrays.stream(algorithms).map(algorithm -> algorithm.share(nodes)).toList(),
                Optional.ofNullable(penalty));
    }

    /**
     * An entry of these limits as an entry of their {@link #share}: what was consumed is divided as
     * the quotas are.
     *
     * @param stored what the store held, or null; not changed
     * @return what a store of the share would hold; null for nothing
     */
    public long[] shareEntry(long[] stored, int nodes) {
        long[] whole = unpacked(stored);
        if (whole == null) {
            return null;
        }
        Limits share = share(nodes);
        long[] state = share.fresh(whole[TIME]);
        for (int i = 0; i < algorithms.length; i++) {
            algorithms[i].shareSlice(whole, offsets[i], nodes);
            System.arraycopy(
                    whole, offsets[i], state, share.offsets[i], share.algorithms[i].size());
        }
        if (penalty != null) {
            System.arraycopy(whole, penaltyOffset(), state, share.penaltyOffset(), BanRule.SIZE);
        }
        System.arraycopy(whole, aheadOffset(), state, share.aheadOffset(), TRAILER);
        return share.pack(state);
    }

    /**
     * Counts permits that were admitted without asking, by whatever limits, as far as they still
     * count: from then on nobody is admitted whom these limits would not have admitted if they had
     * known of it in time. It may be more than they admit; then nothing is left for a while. Nobody
     * is banned for it, and nobody who is banned is let off.
     *
     * <p>Exact where the entry was not changed since the permits were taken. Where it was, a bucket
     * does not know how much of them has drained since, and takes it for nothing.
     *
     * @param stored what the store holds, or null; not changed
     * @param takenAtMillis when they were admitted, milliseconds since the epoch
     * @return what the store shall hold instead; null for nothing
     */
    public long[] charge(long[] stored, long permits, long takenAtMillis) {
        boolean isUsed = canRead(stored);
        long earliest = isUsed ? Math.max(stored[TIME], takenAtMillis) : takenAtMillis;
        Counter counter = open(stored, earliest);
        counter.chargeLate(permits, takenAtMillis);
        return counter.changed() ? counter.toStored() : stored;
    }

    /**
     * The stricter of two entries, each limit by itself. It admits nothing that one of the two
     * would not admit. It does not depend on a clock: the later of the two times counts.
     *
     * @param stored an entry, or null; not changed
     * @param other another entry of the same policy, or null; not changed
     * @return {@code stored} itself where the other one adds nothing to it
     */
    public long[] stricter(long[] stored, long[] other) {
        if (!canRead(other)) {
            return stored;
        }
        if (!canRead(stored)) {
            return other;
        }
        Counter counter = open(stored, Math.max(stored[TIME], other[TIME]));
        counter.join(other);
        return counter.changed() ? counter.toStored() : stored;
    }

    /**
     * How much of the limits an entry has used up, in thousandths: 0 if it is as good as none, 1000
     * if nothing is left of one of them.
     *
     * @param stored what the store holds, or null; not changed
     * @param now milliseconds since the epoch
     */
    public int used(long[] stored, long now) {
        return open(stored, now).used();
    }

    /** Whether an entry was changed later than another one. */
    public static boolean isNewer(long[] stored, long[] other) {
        return stored[TIME] > other[TIME];
    }

    /** How many limits there are. */
    public int count() {
        return algorithms.length;
    }

    /** Whether entries can be opened in place: all slices always have their full size. */
    public boolean hasFixedSize() {
        return hasFixedSize;
    }

    Algorithm algorithm(int i) {
        return algorithms[i];
    }

    int offset(int i) {
        return offsets[i];
    }

    /** Null if nobody is banned here. */
    BanRule penalty() {
        return penalty;
    }

    int penaltyOffset() {
        return aheadOffset() - BanRule.SIZE;
    }

    /** Where it says by how much a clock was set back. */
    int aheadOffset() {
        return size - TRAILER;
    }

    /** Where it says to which instant. */
    int setBackOffset() {
        return size - 1;
    }

    private long[] fresh(long now) {
        long[] state = new long[size];
        state[LAYOUT] = layout;
        state[TIME] = now;
        return state;
    }

    long[] newState() {
        return new long[size];
    }

    /** Fills a state with what an entry says; one that cannot be read is a fresh one of now. */
    void load(long[] stored, long[] state, long now) {
        if (!unpack(stored, state)) {
            Arrays.fill(state, 0);
            state[LAYOUT] = layout;
            state[TIME] = now;
        }
    }

    /** The stored state with every slice in its place; null if it cannot be this policy's. */
    long[] unpacked(long[] stored) {
        long[] state = stored == null ? null : newState();
        return state != null && unpack(stored, state) ? state : null;
    }

    /** False, with anything in the state, if the entry cannot be this policy's. */
    private boolean unpack(long[] stored, long[] state) {
        if (stored == null
                || stored.length < HEADER
                || stored[LAYOUT] != layout
                || anyNegative(stored)) {
            return false;
        }
        Arrays.fill(state, HEADER, size, 0);
        state[LAYOUT] = layout;
        state[TIME] = stored[TIME];
        int from = HEADER;
        for (int i = 0; i < algorithms.length; i++) {
            int length = algorithms[i].storedSize(stored, from);
            // Only a log under a lowered quota is too long, and only its newest permits matter.
            int skipped = Math.max(0, length - algorithms[i].size());
            int there = Math.min(length, stored.length - from) - skipped;
            if (there > 0) {
                System.arraycopy(stored, from + skipped, state, offsets[i], there);
            }
            if (!algorithms[i].valid(state, offsets[i])) {
                return false;
            }
            from += length;
        }
        if (penalty != null) {
            int there = Math.min(BanRule.SIZE, stored.length - from);
            if (there > 0) {
                System.arraycopy(stored, from, state, penaltyOffset(), there);
            }
            from += BanRule.SIZE;
        }
        int there = Math.min(TRAILER, stored.length - from);
        if (there > 0) {
            System.arraycopy(stored, from, state, aheadOffset(), there);
        }
        return from + TRAILER >= stored.length;
    }

    private static boolean anyNegative(long[] stored) {
        for (long value : stored) {
            if (value < 0) {
                return true;
            }
        }
        return false;
    }

    /** What {@link #unpacked} reads: slices without a gap, trailing zeros cut. */
    long[] pack(long[] state) {
        long[] packed = isGapless(state) ? state : withoutGaps(state);
        int to = size;
        while (to > HEADER && packed[to - 1] == 0) {
            to--;
        }
        return Arrays.copyOf(packed, to);
    }

    /** The same, but an entry that can be opened in place keeps its trailing zeros. */
    long[] packWhole(long[] state) {
        return hasFixedSize ? state.clone() : pack(state);
    }

    private boolean isGapless(long[] state) {
        for (int i = 0; i < algorithms.length; i++) {
            if (algorithms[i].storedSize(state, offsets[i]) != algorithms[i].size()) {
                return false;
            }
        }
        return true;
    }

    private long[] withoutGaps(long[] state) {
        long[] packed = newState();
        System.arraycopy(state, 0, packed, 0, HEADER);
        int to = HEADER;
        for (int i = 0; i < algorithms.length; i++) {
            int length = algorithms[i].storedSize(state, offsets[i]);
            System.arraycopy(state, offsets[i], packed, to, length);
            to += length;
        }
        if (penalty != null) {
            System.arraycopy(state, penaltyOffset(), packed, to, BanRule.SIZE);
            to += BanRule.SIZE;
        }
        System.arraycopy(state, aheadOffset(), packed, to, TRAILER);
        return packed;
    }
}
