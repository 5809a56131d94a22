package io.github.throttled.internal.algorithm;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * Remembers every permit for one window: a cost is admitted when the permits of {@code (now -
 * window, now]} and the cost do not exceed the quota. Exact.
 *
 * <p>State: one {@code long} per instant with an admission, oldest first, then a zero. So a stored
 * log is only as long as its content, and shows its own length. Each {@code long} holds the permits
 * in its low bits and their age above them. So a log need not be rewritten when the clock is set
 * back.
 */
record SlidingLog(long quota, long windowMillis) implements Algorithm {

    private static final int PERMIT_BITS = 16;
    private static final long PERMIT_MASK = (1L << PERMIT_BITS) - 1;

    SlidingLog {
        Bounds.check(quota, windowMillis);
        Bounds.require(
                quota <= MAX_LOG_QUOTA,
                "A sliding log remembers at most %d permits, not %d."
                        .formatted(MAX_LOG_QUOTA, quota));
    }

    @Override
    public int size() {
        return (int) quota + 1;
    }

    @Override
    public boolean hasFixedSize() {
        return false;
    }

    @Override
    public int storedSize(long[] stored, int at) {
        int end = at;
        while (end < stored.length && stored[end] != 0) {
            end++;
        }
        return end - at + 1;
    }

    @Override
    public long memoryMillis() {
        return windowMillis;
    }

    @Override
    public int layout() {
        return Layout.of("sliding-log", windowMillis);
    }

    @Override
    public LeaseTerms leaseTerms(long now) {
        return LeaseTerms.NONE;
    }

    @Override
    public Algorithm share(int nodes) {
        return new SlidingLog(Algorithm.part(quota, nodes), windowMillis);
    }

    @Override
    public void shareSlice(long[] state, int at, int nodes) {
        long counted = 0;
        int kept = 0;
        for (int i = 0; i < size() && state[at + i] != 0; i++) {
            long before = Algorithm.part(counted, nodes);
            counted += permits(state[at + i]);
            long permits = Algorithm.part(counted, nodes) - before;
            if (permits > 0) {
                state[at + kept++] = entry(age(state[at + i]), permits);
            }
        }
        clear(state, at, kept);
    }

    @Override
    public boolean valid(long[] state, int at) {
        long younger = windowMillis;
        long total = 0;
        for (int i = 0; i < size() && state[at + i] != 0; i++) {
            long entry = state[at + i];
            total += permits(entry);
            if (permits(entry) == 0 || age(entry) >= younger || total > MAX_LOG_QUOTA) {
                return false;
            }
            younger = age(entry);
        }
        return true;
    }

    @Override
    public void advance(long[] state, int at, long from, long to) {
        long elapsed = Math.min(to - from, windowMillis);
        int kept = 0;
        for (int i = 0; i < size() && state[at + i] != 0; i++) {
            long age = age(state[at + i]) + elapsed;
            if (age < windowMillis) {
                state[at + kept++] = entry(age, permits(state[at + i]));
            }
        }
        clear(state, at, kept);
    }

    @Override
    public void move(long[] state, int at, long from, long to) {
        // Entries have ages, not times.
    }

    /**
     * The joined log has, for every age, as many permits of at most that age as the log with more
     * of them.
     */
    @Override
    public void join(long[] state, int at, long[] other) {
        long[] ages =
                LongStream.concat(ages(state, at), ages(other, at)).sorted().distinct().toArray();
        long[] youngestFirst = new long[ages.length];
        int joined = 0;
        long counted = 0;
        for (long age : ages) {
            long most = Math.max(noOlder(state, at, age), noOlder(other, at, age));
            if (most > counted) {
                youngestFirst[joined++] = entry(age, most - counted);
                counted = most;
            }
        }
        // There can be too many entries only if both logs remember more than a quota that was
        // lowered.
        int kept = Math.min(joined, size() - 1);
        clear(state, at, 0);
        for (int i = 0; i < kept; i++) {
            state[at + i] = youngestFirst[kept - 1 - i];
        }
    }

    @Override
    public long waitMillis(long[] state, int at, long now, long permits) {
        if (permits > quota) {
            return NEVER;
        }
        long counted = total(state, at);
        long wait = 0;
        for (int i = 0; permits > quota - counted; i++) {
            counted -= permits(state[at + i]);
            wait = windowMillis - age(state[at + i]);
        }
        return wait;
    }

    @Override
    public void charge(long[] state, int at, long now, long permits) {
        int end = length(state, at);
        if (end > 0 && age(state[at + end - 1]) == 0) {
            state[at + end - 1] += permits;
        } else {
            state[at + end] = entry(0, permits);
        }
    }

    /** Of permits beyond the quota only the newest matter: the others leave the log before them. */
    @Override
    public void chargeLate(long[] state, int at, long now, long takenAt, long permits) {
        long age = now - takenAt;
        if (age >= windowMillis) {
            return;
        }
        int length = length(state, at);
        long[] log = new long[length + 1];
        int older = 0;
        while (older < length && age(state[at + older]) > age) {
            older++;
        }
        System.arraycopy(state, at, log, 0, older);
        System.arraycopy(state, at + older, log, older + 1, length - older);
        log[older] = entry(age, Math.min(permits, quota));
        clear(state, at, 0);
        keepNewest(log, state, at);
    }

    private void keepNewest(long[] log, long[] state, int at) {
        long left = quota;
        int first = log.length;
        while (first > 0 && left > 0) {
            first--;
            log[first] = entry(age(log[first]), Math.min(left, permits(log[first])));
            left -= permits(log[first]);
        }
        int end = at - 1;
        for (int i = first; i < log.length; i++) {
            if (end >= at && age(state[end]) == age(log[i])) {
                state[end] += permits(log[i]);
            } else {
                state[++end] = log[i];
            }
        }
    }

    @Override
    public void giveBack(long[] state, int at, long now, long takenAt, long permits) {
        int end = length(state, at);
        for (int i = 0; i < end; i++) {
            if (age(state[at + i]) == now - takenAt) {
                state[at + i] -= Math.min(permits, permits(state[at + i]));
                removeIfEmpty(state, at + i, at + end);
                return;
            }
        }
    }

    @Override
    public long remaining(long[] state, int at, long now) {
        return Math.max(0, quota - total(state, at));
    }

    @Override
    public long resetMillis(long[] state, int at, long now) {
        int end = length(state, at);
        return end == 0 ? 0 : windowMillis - age(state[at + end - 1]);
    }

    private int length(long[] state, int at) {
        int end = 0;
        while (end < size() && state[at + end] != 0) {
            end++;
        }
        return end;
    }

    private long total(long[] state, int at) {
        long total = 0;
        for (int i = 0; i < size() && state[at + i] != 0; i++) {
            total += permits(state[at + i]);
        }
        return total;
    }

    private LongStream ages(long[] state, int at) {
        return Arrays.stream(state, at, at + length(state, at)).map(SlidingLog::age);
    }

    private long noOlder(long[] state, int at, long age) {
        return Arrays.stream(state, at, at + length(state, at))
                .filter(entry -> age(entry) <= age)
                .map(SlidingLog::permits)
                .sum();
    }

    private static void removeIfEmpty(long[] state, int entry, int end) {
        if (permits(state[entry]) == 0) {
            System.arraycopy(state, entry + 1, state, entry, end - entry - 1);
            state[end - 1] = 0;
        }
    }

    private void clear(long[] state, int at, int start) {
        for (int i = start; i < size() && state[at + i] != 0; i++) {
            state[at + i] = 0;
        }
    }

    private static long entry(long age, long permits) {
        return age << PERMIT_BITS | permits;
    }

    private static long age(long entry) {
        return entry >>> PERMIT_BITS;
    }

    private static long permits(long entry) {
        return entry & PERMIT_MASK;
    }
}
