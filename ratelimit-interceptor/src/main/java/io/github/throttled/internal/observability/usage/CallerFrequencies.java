package io.github.throttled.internal.observability.usage;

import java.util.List;

/**
 * How often callers have called in one window of a limit, admitted or not, on all nodes.
 *
 * @param fromMillis when the window began, since the epoch
 * @param toMillis when it ended, or what it has come to
 * @param callers how many there were; an estimate if not all of them are known
 * @param isExact whether all of them are known
 * @param calls how often each of those called that are known, from few to many
 */
public record CallerFrequencies(
        long fromMillis, long toMillis, long callers, boolean isExact, List<Long> calls) {

    /** Sorts what was counted. */
    public CallerFrequencies {
        calls = calls.stream().sorted().toList();
    }

    /**
     * How often that caller called than whom so many percent called no oftener (nearest rank).
     *
     * @param percent more than 0, at most 100; only if anybody has called
     */
    public long percentile(double percent) {
        int rank = (int) Math.ceil(percent / 100 * calls.size() - 1e-9);
        return calls.get(Math.max(1, rank) - 1);
    }

    /**
     * The smallest quota that at most so many percent of the callers would have exceeded.
     *
     * @param percent at least 0, less than 100; only if anybody has called
     */
    public long quotaRejecting(double percent) {
        int rejected = (int) Math.floor(percent / 100 * calls.size() + 1e-9);
        return calls.get(calls.size() - 1 - rejected);
    }

    /** How many percent of the callers have exceeded a quota; 0 if nobody has called. */
    public double percentAbove(long quota) {
        long above = calls.stream().filter(count -> count > quota).count();
        return calls.isEmpty() ? 0 : 100.0 * above / calls.size();
    }
}
