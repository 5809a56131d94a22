package io.github.throttled.operate.usage;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** What one policy has decided for one tier on this node since deployment. Thread-safe. */
public final class Tally {

    /** The tier of those who are in none. */
    public static final String NO_TIER = "";

    private static final int TIMED_MASK = 0xF;

    private final String policy;
    private final String tier;
    private final LongAdder[] counts =
            Stream.of(Outcome.values()).map(any -> new LongAdder()).toArray(LongAdder[]::new);
    private volatile Witness[] witnesses = {};
    private volatile LongConsumer[] timers = {};

    Tally(String policy, String tier) {
        this.policy = policy;
        this.tier = tier;
    }

    public String policy() {
        return policy;
    }

    /** {@link #NO_TIER} for those who are in none. */
    public String tier() {
        return tier;
    }

    /**
     * Counts a decision.
     *
     * @param key the partition key; null if nobody asked for it
     */
    public void decided(Outcome outcome, String key) {
        counts[outcome.ordinal()].increment();
        for (Witness witness : witnesses) {
            witness.decided(outcome, key);
        }
    }

    /**
     * Whether the next decision shall be timed: one in sixteen is, at random, if anybody wants to
     * know. To look at the clock twice, and to tell a server of it, takes longer than many a
     * decision does.
     */
    public boolean timesNext() {
        return timers.length > 0 && (ThreadLocalRandom.current().nextInt() & TIMED_MASK) == 0;
    }

    /** Tells how long a decision took. */
    public void took(long nanos) {
        for (LongConsumer timer : timers) {
            timer.accept(nanos);
        }
    }

    /** How many decisions had this outcome. */
    public long count(Outcome outcome) {
        return counts[outcome.ordinal()].sum();
    }

    /** Tells somebody from now on how many nanoseconds decisions take that are timed. */
    public synchronized void time(LongConsumer timer) {
        timers = with(timers, timer);
    }

    /** Tells somebody of each decision from now on. */
    public synchronized void tell(Witness witness) {
        witnesses = with(witnesses, witness);
    }

    private static <T> T[] with(T[] some, T another) {
        T[] all = Arrays.copyOf(some, some.length + 1);
        all[some.length] = another;
        return all;
    }
}
