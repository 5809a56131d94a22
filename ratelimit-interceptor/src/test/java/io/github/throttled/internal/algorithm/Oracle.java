package io.github.throttled.internal.algorithm;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * Answers calls by a {@link Definition} and the list of all it has admitted. How long to wait, what
 * remains, and when more of it or the whole quota is back are not computed but searched for, by
 * asking the definition.
 */
final class Oracle {

    private final Rule rule;
    private final List<Definition.Grant> history = new ArrayList<>();

    Oracle(Rule rule) {
        this.rule = rule;
    }

    /** Answers a call by this oracle's rule. */
    Answer take(long now, long permits) {
        return take(now, permits, rule.capacity());
    }

    /** Answers a call as if the most that is admitted at once had always been this. */
    Answer take(long now, long permits, long quota) {
        long wait = untilAdmitted(now, permits, quota);
        if (wait == 0) {
            history.add(new Definition.Grant(now, permits));
        }
        long remaining = remaining(now, quota);
        return new Answer(
                wait,
                remaining,
                remaining < quota ? untilAdmitted(now, remaining + 1, quota) : 0,
                untilAdmitted(now, quota, quota));
    }

    private boolean admits(long now, long permits, long quota) {
        Definition definition = rule.definition();
        BigInteger load = definition.load(history, now);
        BigInteger cost = BigInteger.valueOf(permits).multiply(definition.scale());
        BigInteger most =
                BigInteger.valueOf(quota).multiply(definition.scale()).add(definition.tolerance());
        return permits <= quota && load.add(cost).compareTo(most) <= 0;
    }

    private long untilAdmitted(long now, long permits, long quota) {
        long forever = Math.max(3 * rule.windowMillis(), 2 * rule.longestWait());
        return admits(now + forever, permits, quota)
                ? first(0, forever, wait -> admits(now + wait, permits, quota))
                : Algorithm.NEVER;
    }

    private long remaining(long now, long quota) {
        return first(1, quota + 1, permits -> permits > quota || !admits(now, permits, quota)) - 1;
    }

    /** The first value of a range from which on a condition holds, which holds at its end. */
    private static long first(long from, long to, LongPredicate holds) {
        if (from == to) {
            return to;
        }
        long middle = from + (to - from) / 2;
        return holds.test(middle) ? first(from, middle, holds) : first(middle + 1, to, holds);
    }
}
