package io.github.throttled.internal.observability.usage;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What one policy has decided on this node, all tiers together, and when in the last minutes. It
 * looks at what is counted anyway, now and then, so it costs a decision nothing. One thread steps.
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

    /** What a node has told of a policy. */
    record Read(Map<Outcome, Long> totals, NodeGauges gauges, TimeSteps steps) {}

    void add(DecisionCounter counter) {
        counters.add(counter);
    }

    /** What was decided since the last time was decided now. */
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

    /** What this node has of the policy now. */
    void gauges(NodeGauges now) {
        gauges = now;
    }

    /** How often each outcome was, then the stock, then the steps. */
    long[] toNumbers() {
        long[] numbers = Arrays.copyOf(seen, STEPS + TimeSteps.size());
        numbers[LEASED] = gauges.leased();
        numbers[KEYS] = gauges.keys();
        steps.write(numbers, STEPS);
        return numbers;
    }

    /** What {@link #toNumbers} has written; nothing if it is something else. */
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
