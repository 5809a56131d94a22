package io.github.throttled.internal.observability.usage;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** Counts the decisions of one policy and tier on this node since deployment. Thread-safe. */
public final class DecisionCounter {

    /** The tier of callers without a tier. */
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

    /** Returns the tier; {@link #NO_TIER} for callers without a tier. */
    public String tier() {
        return tier;
    }

    /**
     * Counts a decision and notifies the listeners.
     *
     * @param key the partition key; null if the decision needed none
     */
    public void decided(Outcome outcome, String key) {
        counts[outcome.ordinal()].increment();
        for (DecisionListener listener : listeners) {
            listener.decided(outcome, key);
        }
    }

    /**
     * Whether the next decision should be timed.
     *
     * <p>If there is a timer, one in sixteen decisions is timed, at random. Reading the clock twice
     * and updating a metric of the server can take longer than the decision.
     */
    public boolean isNextTimed() {
        return !timers.isEmpty() && (ThreadLocalRandom.current().nextInt() & TIMED_MASK) == 0;
    }

    /**
     * Passes the duration of a decision to all timers.
     *
     * @param nanos the duration in nanoseconds
     */
    public void recordDuration(long nanos) {
        for (LongConsumer timer : timers) {
            timer.accept(nanos);
        }
    }

    /** Returns the number of decisions with an outcome. */
    public long count(Outcome outcome) {
        return counts[outcome.ordinal()].sum();
    }

    /** Adds a timer, which receives the duration of each timed decision in nanoseconds. */
    public void addTimer(LongConsumer timer) {
        timers.add(timer);
    }

    /** Adds a listener, which receives each further decision. */
    public void addListener(DecisionListener listener) {
        listeners.add(listener);
    }
}
