package io.github.throttled.internal.observability.usage;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** What one policy has decided for one tier on this node since deployment. Thread-safe. */
public final class DecisionCounter {

    /** The tier of those who are in none. */
    public static final String NO_TIER = "";

    private static final int TIMED_MASK = 0xF;

    private final String policy;
    private final String tier;
    private final LongAdder[] counts =
            Stream.of(Outcome.values()).map(any -> new LongAdder()).toArray(LongAdder[]::new);
    private final List<DecisionListener> listeners = new CopyOnWriteArrayList<>();
    private final List<LongConsumer> timers = new CopyOnWriteArrayList<>();

    DecisionCounter(String policy, String tier) {
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
        for (DecisionListener listener : listeners) {
            listener.decided(outcome, key);
        }
    }

    /**
     * Whether the next decision shall be timed. If there is a timer, one in sixteen is, at random:
     * reading the clock twice and updating a server's metric can take longer than the decision.
     */
    public boolean isNextTimed() {
        return !timers.isEmpty() && (ThreadLocalRandom.current().nextInt() & TIMED_MASK) == 0;
    }

    /** Tells all timers how long a decision took. */
    public void recordDuration(long nanos) {
        for (LongConsumer timer : timers) {
            timer.accept(nanos);
        }
    }

    /** How many decisions had this outcome. */
    public long count(Outcome outcome) {
        return counts[outcome.ordinal()].sum();
    }

    /** Adds a timer, which receives the nanoseconds of each decision that is timed. */
    public void addTimer(LongConsumer timer) {
        timers.add(timer);
    }

    /** Tells somebody of each decision from now on. */
    public void addListener(DecisionListener listener) {
        listeners.add(listener);
    }
}
