package io.github.throttled.internal.engine.combining;

import io.github.throttled.Decision;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts, for each key, the running calls on this node that may or may not cost permits in the end.
 * Thread-safe.
 */
public final class UndecidedCalls {

    /** Suggested pause before a retry when too many undecided calls are running. */
    static final Duration RETRY = Duration.ofSeconds(1);

    private final Map<String, Integer> running = new ConcurrentHashMap<>();

    /**
     * How many undecided calls may run, given what the limits have remaining: {@code most}, times
     * the share of the quota that remains. So these calls and the already charged ones together
     * never exceed {@code most}, or the quota if that is larger.
     *
     * @param most at least 1
     * @param limits a decision that admits a call
     */
    public static long bound(long most, Decision limits) {
        double share = (double) limits.remaining() / limits.limit();
        return Math.max(1, (long) (most * Math.min(1, share)));
    }

    /**
     * Adds one call.
     *
     * @return the number of undecided calls of the key, including this one
     */
    public int begin(String key) {
        return running.merge(key, 1, Integer::sum);
    }

    /** Removes one call, which is decided now. */
    public void end(String key) {
        running.computeIfPresent(key, (k, before) -> before == 1 ? null : before - 1);
    }

    /** Whether no call of any key is undecided. */
    boolean isEmpty() {
        return running.isEmpty();
    }
}
