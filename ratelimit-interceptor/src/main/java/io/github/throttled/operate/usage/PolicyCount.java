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

    private final List<Tally> tallies = new CopyOnWriteArrayList<>();
    private final long[] seen = new long[OUTCOMES.length];
    private final Steps steps = new Steps();

    /** What a node has told of a policy. */
    record Read(Map<Outcome, Long> totals, Steps steps) {}

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

    /** How often each outcome was, and the steps behind it. */
    long[] toNumbers() {
        long[] numbers = Arrays.copyOf(seen, seen.length + Steps.size());
        steps.write(numbers, seen.length);
        return numbers;
    }

    /** What {@link #toNumbers} has written; nothing if it is something else. */
    static Read read(long[] numbers) {
        Map<Outcome, Long> totals = new EnumMap<>(Outcome.class);
        for (Outcome outcome : OUTCOMES) {
            if (outcome.ordinal() < numbers.length) {
                totals.put(outcome, numbers[outcome.ordinal()]);
            }
        }
        return new Read(totals, Steps.read(numbers, OUTCOMES.length));
    }

    private static int kind(Outcome outcome) {
        return switch (outcome) {
            case ADMITTED, FAILED_OPEN -> Steps.PASSED;
            case REJECTED, FAILED_CLOSED, BANNED, DENIED -> Steps.REFUSED;
            case DRY_RUN_REJECTED -> Steps.WATCHED;
        };
    }
}
