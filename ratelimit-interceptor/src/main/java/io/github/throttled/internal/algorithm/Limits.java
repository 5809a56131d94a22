package io.github.throttled.internal.algorithm;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The limits of one policy, which share one entry of the store: {@code [layout, time, slice of the
 * first limit, slice of the second, ..., ahead, set back]}, trailing zeros cut. {@code time} is the
 * instant of the last change, to which all slices refer. The last two values are zero unless a
 * clock was set back shortly before, see {@link Counter}.
 *
 * <p>{@code layout} holds the version of this format and a fingerprint of the strategies and
 * windows. An entry with another layout, or an invalid one, is read as absent. A changed quota does
 * not change the layout, so counts survive it. Immutable.
 */
public final class Limits {

    static final int LAYOUT = 0;
    static final int TIME = 1;
    static final int HEADER = 2;

    /** The number of values after all slices. */
    private static final int TRAILER = 2;

    private static final long VERSION = 1;

    private final Algorithm[] algorithms;
    private final int[] offsets;
    private final int size;
    private final boolean hasFixedSize;
    private final long layout;
    private final long memoryMillis;
    private final BanRule banRule;

    /** Null if there are several limits, or if the only one counts too many numbers. */
    private final LimitReader reader;

    /**
     * Limits without a ban.
     *
     * @throws IllegalArgumentException if there is no limit
     */
    public Limits(List<Algorithm> algorithms) {
        this(algorithms, Optional.empty());
    }

    /**
     * Limits with an optional ban for callers that are rejected again and again.
     *
     * @throws IllegalArgumentException if there is no limit
     */
    public Limits(List<Algorithm> algorithms, Optional<BanRule> banRule) {
        if (algorithms.isEmpty()) {
            throw new IllegalArgumentException("A policy needs at least one limit.");
        }
        this.algorithms = algorithms.toArray(Algorithm[]::new);
        this.offsets = new int[this.algorithms.length];
        int at = HEADER;
        int[] layouts = new int[offsets.length + (banRule.isPresent() ? 1 : 0)];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = at;
            layouts[i] = this.algorithms[i].layout();
            at += this.algorithms[i].size();
        }
        this.banRule = banRule.orElse(null);
        if (this.banRule != null) {
            layouts[offsets.length] = Layout.of("penalty");
            at += BanRule.SIZE;
        }
        this.size = at + TRAILER;
        this.hasFixedSize = Arrays.stream(this.algorithms).allMatch(Algorithm::hasFixedSize);
        this.reader =
                offsets.length == 1 && this.algorithms[0].size() <= LimitReader.NUMBERS
                        ? new LimitReader(this.algorithms[0])
                        : null;
        this.memoryMillis = memory(this.algorithms, this.banRule);
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

    /** Computed once, because every counter asks for it. */
    private static long memory(Algorithm[] algorithms, BanRule banRule) {
        long longest =
                Arrays.stream(algorithms).mapToLong(Algorithm::memoryMillis).max().orElseThrow();
        return banRule == null ? longest : Math.max(longest, banRule.banMillis());
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
     * Whether an entry can be read. Other entries are read as absent: they belong to other limits
     * or another version, or are damaged.
     *
     * @param stored what the store holds, or null
     */
    public boolean canRead(long[] stored) {
        return unpacked(stored) != null;
    }

    /**
     * Identifies the format of entries: entries with different layouts must not be read as each
     * other.
     */
    public long layout() {
        return layout;
    }

    /** These limits divided among nodes, each quota rounded up. */
    public Limits share(int nodes) {
        return new Limits(
                Arrays.stream(algorithms).map(algorithm -> algorithm.share(nodes)).toList(),
                Optional.ofNullable(banRule));
    }

    /**
     * Converts an entry of these limits to one of their {@link #share}: consumption is divided as
     * the quotas are.
     *
     * @param stored what the store held, or null; not changed
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
        if (banRule != null) {
            System.arraycopy(whole, banRuleOffset(), state, share.banRuleOffset(), BanRule.SIZE);
        }
        System.arraycopy(whole, aheadOffset(), state, share.aheadOffset(), TRAILER);
        return share.pack(state);
    }

    /**
     * Counts permits that were admitted without asking, as far as they still count. From then on
     * the limits reject every call that they would have rejected if they had known the permits in
     * time. The permits may exceed the limits; then nothing remains for a while. This neither
     * imposes nor ends a ban.
     *
     * <p>Exact if the entry was not changed since the permits were taken. Otherwise a bucket cannot
     * know how much of them has drained since, and assumes none.
     *
     * @param stored what the store holds, or null; not changed
     * @param takenAtMillis when they were admitted, milliseconds since the epoch
     */
    public long[] charge(long[] stored, long permits, long takenAtMillis) {
        boolean isUsed = canRead(stored);
        long earliest = isUsed ? Math.max(stored[TIME], takenAtMillis) : takenAtMillis;
        Counter counter = open(stored, earliest);
        counter.chargeLate(permits, takenAtMillis);
        return counter.changed() ? counter.toStored() : stored;
    }

    /**
     * The stricter of two entries, for each limit. It rejects everything that one of the two would
     * reject. It does not depend on a clock: the later of the two times counts.
     *
     * @param stored an entry, or null; not changed
     * @param other another entry of the same policy, or null; not changed
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
     * How much of the limits an entry has used, in thousandths. 0 if the entry equals none, 1000 if
     * one of the limits has nothing remaining.
     *
     * @param stored what the store holds, or null; not changed
     * @param now milliseconds since the epoch
     */
    public int used(long[] stored, long now) {
        return open(stored, now).used();
    }

    /**
     * When an entry was last changed, in milliseconds since the epoch, by the clock that is ahead.
     *
     * @param stored what the store holds
     * @return {@link Long#MAX_VALUE} for an entry that {@linkplain #canRead cannot be read}
     */
    public long changedMillis(long[] stored) {
        long[] state = unpacked(stored);
        return state == null
                ? Long.MAX_VALUE
                : Math.max(state[TIME], state[TIME] + state[aheadOffset()]);
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

    /** Whether there is only one limit, which a {@link LimitReader} can read. */
    boolean isReadLater() {
        return reader != null;
    }

    /** Reads the state of the only limit; null if there are several, or if one counts too much. */
    public LimitReader reader() {
        return reader;
    }

    Algorithm algorithm(int i) {
        return algorithms[i];
    }

    int offset(int i) {
        return offsets[i];
    }

    /** Null if the policy has no ban. */
    BanRule banRule() {
        return banRule;
    }

    int banRuleOffset() {
        return aheadOffset() - BanRule.SIZE;
    }

    /** The index of the time by which a clock was set back. */
    int aheadOffset() {
        return size - TRAILER;
    }

    /** The index of the instant to which a clock was set back. */
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

    /** Fills a state from an entry; an unreadable entry becomes an unused state of now. */
    void load(long[] stored, long[] state, long now) {
        if (!unpack(stored, state)) {
            Arrays.fill(state, 0);
            state[LAYOUT] = layout;
            state[TIME] = now;
        }
    }

    /**
     * The stored state with every slice in its place; null if the entry cannot belong to this
     * policy.
     */
    long[] unpacked(long[] stored) {
        long[] state = stored == null ? null : newState();
        return state != null && unpack(stored, state) ? state : null;
    }

    /** False, with undefined content of the state, if the entry cannot belong to this policy. */
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
            // Only a log under a lowered quota is too long. Only its newest permits matter.
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
        if (banRule != null) {
            int there = Math.min(BanRule.SIZE, stored.length - from);
            if (there > 0) {
                System.arraycopy(stored, from, state, banRuleOffset(), there);
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

    /** Reverses {@link #unpacked}: slices without gaps, trailing zeros cut. */
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
        if (banRule != null) {
            System.arraycopy(state, banRuleOffset(), packed, to, BanRule.SIZE);
            to += BanRule.SIZE;
        }
        System.arraycopy(state, aheadOffset(), packed, to, TRAILER);
        return packed;
    }
}
