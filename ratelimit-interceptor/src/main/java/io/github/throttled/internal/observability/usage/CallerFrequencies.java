package io.github.throttled.internal.observability.usage;

import java.util.List;

/**
 * The calls per caller in one window of a limit on all nodes, admitted or not.
 *
 * @param fromMillis the start of the window in milliseconds since the epoch
 * @param toMillis the end of the window, or the current time if it has not ended
 * @param callers the number of callers; an estimate if the sample is not exact
 * @param isExact whether the sample contains all callers
 * @param calls the calls of each sampled caller, in ascending order
 */
public record CallerFrequencies(
        long fromMillis, long toMillis, long callers, boolean isExact, List<Long> calls) {

    /** Sorts the calls. */
    public CallerFrequencies {
        calls = calls.stream().sorted().toList();
    }

    /**
     * Returns the given percentile of calls per caller (nearest rank).
     *
     * @param percent more than 0, at most 100; must not be used without calls
     */
    public long percentile(double percent) {
        int rank = (int) Math.ceil(percent / 100 * calls.size() - 1e-9);
        return calls.get(Math.max(1, rank) - 1);
    }

    /**
     * Returns the smallest quota that at most the given percentage of callers would have exceeded.
     *
     * @param percent at least 0, less than 100; must not be used without calls
     */
    public long quotaRejecting(double percent) {
        int rejected = (int) Math.floor(percent / 100 * calls.size() + 1e-9);
        return calls.get(calls.size() - 1 - rejected);
    }

    /** Returns the percentage of callers that exceeded a quota; 0 without calls. */
    public double percentAbove(long quota) {
        long above = calls.stream().filter(count -> count > quota).count();
        return calls.isEmpty() ? 0 : 100.0 * above / calls.size();
    }
}
