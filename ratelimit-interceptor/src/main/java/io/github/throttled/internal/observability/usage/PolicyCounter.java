package io.github.throttled.internal.observability.usage;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The decisions of one policy on this node, for all tiers together and by time step.
 *
 * <p>It reads the decision counters periodically, so it costs a decision nothing. Only one thread
 * may invoke {@link #step}.
 */
final class PolicyCounter {

    private static final Outcome[] OUTCOMES = Outcome.values();
    private static final int LEASED = OUTCOMES.length;
    private static final int KEYS = LEASED + 1;
    private static final int STEPS = KEYS + 1;

    private final List<DecisionCounter> counters = new CopyOnWriteArrayList<>();
    private final long[] seen = new long[OUTCOMES.length];
    private final TimeSteps steps = new TimeSteps();
    private NodeGauges gauges = NodeGauges.NOTHING;

    /** The published counts of a policy on one node. */
    record Read(Map<Outcome, Long> totals, NodeGauges gauges, TimeSteps steps) {}

    void add(DecisionCounter counter) {
        counters.add(counter);
    }

    /** Assigns all decisions since the last invocation to the current time step. */
    void step(long nowMillis) {
        for (Outcome outcome : OUTCOMES) {
            long count = counters.stream().mapToLong(counter -> counter.count(outcome)).sum();
            long more = count - seen[outcome.ordinal()];
            if (more > 0) {
                steps.add(TimeSteps.at(nowMillis), kind(outcome), more);
                seen[outcome.ordinal()] = count;
            }
        }
    }

    /** Sets the current gauges of this node. */
    void gauges(NodeGauges now) {
        gauges = now;
    }

    /** Returns the counts by outcome, then the gauges, then the time steps. */
    long[] toNumbers() {
        long[] numbers = Arrays.copyOf(seen, STEPS + TimeSteps.size());
        numbers[LEASED] = gauges.leased();
        numbers[KEYS] = gauges.keys();
        steps.write(numbers, STEPS);
        return numbers;
    }

    /** Parses the result of {@link #toNumbers}; returns empty counts for other numbers. */
    static Read read(long[] numbers) {
        Map<Outcome, Long> totals = new EnumMap<>(Outcome.class);
        if (numbers.length < STEPS) {
            return new Read(totals, NodeGauges.NOTHING, new TimeSteps());
        }
        for (Outcome outcome : OUTCOMES) {
            totals.put(outcome, numbers[outcome.ordinal()]);
        }
        return new Read(
                totals,
                new NodeGauges(numbers[LEASED], numbers[KEYS]),
                TimeSteps.read(numbers, STEPS));
    }

    private static int kind(Outcome outcome) {
        return switch (outcome) {
            case ADMITTED, FAILED_OPEN -> TimeSteps.ADMITTED;
            case REJECTED, FAILED_CLOSED, BANNED, DENIED -> TimeSteps.REJECTED;
            case DRY_RUN_REJECTED -> TimeSteps.DRY_RUN;
        };
    }
}
