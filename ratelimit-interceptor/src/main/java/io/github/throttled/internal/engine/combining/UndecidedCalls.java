package io.github.throttled.internal.engine.combining;

import io.github.throttled.Decision;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many calls of each key are under way on this node of which nobody knows yet whether they
 * cost. Thread-safe.
 */
public final class UndecidedCalls {

    /** When it is worth another try where too many are. */
    static final Duration RETRY = Duration.ofSeconds(1);

    private final Map<String, Integer> underWay = new ConcurrentHashMap<>();

    /**
     * How many may be under way, given what the limits have left: so many of the most as the
     * permits that are left are of the quota. Together with those that have cost already they never
     * come to more than the most, or than the quota if that is more.
     *
     * @param most at least 1
     * @param limits a decision that admits a call
     */
    public static long most(long most, Decision limits) {
        double share = (double) limits.remaining() / limits.limit();
        return Math.max(1, (long) (most * Math.min(1, share)));
    }

    /** One more; how many there are, this one among them. */
    public int enter(String key) {
        return underWay.merge(key, 1, Integer::sum);
    }

    /** One is decided. */
    public void leave(String key) {
        underWay.computeIfPresent(key, (k, before) -> before == 1 ? null : before - 1);
    }

    /** Whether there are none of any key. */
    boolean areNone() {
        return underWay.isEmpty();
    }
}
