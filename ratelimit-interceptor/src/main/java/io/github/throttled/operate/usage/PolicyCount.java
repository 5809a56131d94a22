package io.github.throttled.operate.usage;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What one policy has decided on this node, all tiers together, and when in the last minutes. It
 * looks at what is counted anyway, now and then, so it costs a decision nothing. One thread steps.
 */
final class PolicyCount {

    private static final Outcome[] OUTCOMES = Outcome.values();
    private static final int LEASED = OUTCOMES.length;
    private static final int KEYS = LEASED + 1;
    private static final int STEPS = KEYS + 1;

    private final List<Tally> tallies = new CopyOnWriteArrayList<>();
    private final long[] seen = new long[OUTCOMES.length];
    private final Steps steps = new Steps();
    private Stock stock = Stock.NOTHING;

    /** What a node has told of a policy. */
    record Read(Map<Outcome, Long> totals, Stock stock, Steps steps) {}

    void add(Tally tally) {
        tallies.add(tally);
    }

    /** What was decided since the last time was decided now. */
    void step(long nowMillis) {
        for (Outcome outcome : OUTCOMES) {
            long count = tallies.stream().mapToLong(tally -> tally.count(outcome)).sum();
            long more = count - seen[outcome.ordinal()];
            if (more > 0) {
                steps.add(Steps.at(nowMillis), kind(outcome), more);
                seen[outcome.ordinal()] = count;
            }
        }
    }

    /** What this node has of the policy now. */
    void stock(Stock now) {
        stock = now;
    }

    /** How often each outcome was, then the stock, then the steps. */
    long[] toNumbers() {
        long[] numbers = Arrays.copyOf(seen, STEPS + Steps.size());
        numbers[LEASED] = stock.leased();
        numbers[KEYS] = stock.keys();
        steps.write(numbers, STEPS);
        return numbers;
    }

    /** What {@link #toNumbers} has written; nothing if it is something else. */
    static Read read(long[] numbers) {
        Map<Outcome, Long> totals = new EnumMap<>(Outcome.class);
        if (numbers.length < STEPS) {
            return new Read(totals, Stock.NOTHING, new Steps());
        }
        for (Outcome outcome : OUTCOMES) {
            totals.put(outcome, numbers[outcome.ordinal()]);
        }
        return new Read(
                totals, new Stock(numbers[LEASED], numbers[KEYS]), Steps.read(numbers, STEPS));
    }

    private static int kind(Outcome outcome) {
        return switch (outcome) {
            case ADMITTED, FAILED_OPEN -> Steps.PASSED;
            case REJECTED, FAILED_CLOSED, BANNED, DENIED -> Steps.REFUSED;
            case DRY_RUN_REJECTED -> Steps.WATCHED;
        };
    }
}
