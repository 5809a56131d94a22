package io.github.throttled.internal.observability.usage;

import java.util.Arrays;

/**
 * Counts decisions of the last minutes by time steps, which are equal on all nodes. Not
 * thread-safe.
 */
public final class TimeSteps {

    /** The length of a step in seconds. */
    public static final int SECONDS = 2;

    /** The number of steps. */
    public static final int COUNT = 150;

    static final int ADMITTED = 0;
    static final int REJECTED = 1;
    static final int DRY_RUN = 2;

    private static final int KINDS = 3;

    /** The length of a step in milliseconds. */
    public static final long MILLIS = SECONDS * 1_000L;

    private final long[] counts;
    private long last;

    TimeSteps() {
        this(Long.MIN_VALUE, new long[COUNT * KINDS]);
    }

    private TimeSteps(long last, long[] counts) {
        this.last = last;
        this.counts = counts;
    }

    /** Returns the number of the step at a time. */
    static long at(long nowMillis) {
        return Math.floorDiv(nowMillis, MILLIS);
    }

    /** Adds calls of one kind to a step and makes it the last step. */
    void add(long step, int kind, long calls) {
        moveTo(step);
        counts[slot(Math.max(step, last - COUNT + 1)) * KINDS + kind] += calls;
    }

    /** Like {@link #upTo}, for admitted calls. */
    public long[] admitted(long end) {
        return upTo(end, ADMITTED);
    }

    /** Like {@link #upTo}, for rejected calls. */
    public long[] rejected(long end) {
        return upTo(end, REJECTED);
    }

    /** Like {@link #upTo}, for calls that a policy in dry run would have rejected. */
    public long[] dryRun(long end) {
        return upTo(end, DRY_RUN);
    }

    /**
     * Returns the number of calls of a kind in each step, the oldest first.
     *
     * @param end the number of the last step
     */
    long[] upTo(long end, int kind) {
        long[] found = new long[COUNT];
        for (int i = 0; i < COUNT; i++) {
            long step = end - COUNT + 1 + i;
            found[i] = step > last || step <= last - COUNT ? 0 : counts[slot(step) * KINDS + kind];
        }
        return found;
    }

    /** Writes the number of the last step and all counts into an array. */
    void write(long[] numbers, int from) {
        numbers[from] = last;
        System.arraycopy(counts, 0, numbers, from + 1, counts.length);
    }

    /** Parses the result of {@link #write}; returns empty steps for other numbers. */
    static TimeSteps read(long[] numbers, int from) {
        TimeSteps steps = new TimeSteps();
        if (numbers.length == from + 1 + steps.counts.length) {
            steps.last = numbers[from];
            System.arraycopy(numbers, from + 1, steps.counts, 0, steps.counts.length);
        }
        return steps;
    }

    /** Returns how many numbers {@link #write} writes. */
    static int size() {
        return 1 + COUNT * KINDS;
    }

    private void moveTo(long step) {
        if (last == Long.MIN_VALUE || step - last >= COUNT) {
            Arrays.fill(counts, 0);
            last = step;
        }
        while (last < step) {
            last++;
            Arrays.fill(counts, slot(last) * KINDS, (slot(last) + 1) * KINDS, 0);
        }
    }

    private static int slot(long step) {
        return (int) Math.floorMod(step, (long) COUNT);
    }
}
