package io.github.throttled.internal.observability.usage;

import java.time.Duration;

/**
 * The callers of a limit, in its own windows: in the one that is now and in the one before. Windows
 * begin at multiples of their length since the epoch, so that all nodes have the same ones. Of
 * those that are shorter than {@link #SHORTEST} only some are looked at, one in so long a time, or
 * they would be gone before anybody has asked for them. Thread-safe.
 */
final class SampledWindow {

    private static final long SHORTEST = Duration.ofSeconds(10).toMillis();

    private final long windowMillis;
    private final long periodMillis;
    private volatile Pair pair = new Pair(Long.MIN_VALUE, new CallerSample(), new CallerSample());

    /** Two periods in a row. */
    private record Pair(long period, CallerSample current, CallerSample previous) {

        Pair at(long now) {
            return new Pair(
                    now, new CallerSample(), now == period + 1 ? current : new CallerSample());
        }
    }

    /**
     * @param windowMillis at least 1
     */
    SampledWindow(long windowMillis) {
        this.windowMillis = windowMillis;
        this.periodMillis = periodMillis(windowMillis);
    }

    /** How long after the beginning of a window that is looked at the next such one begins. */
    static long periodMillis(long windowMillis) {
        long windows = Math.max(1, (SHORTEST + windowMillis - 1) / windowMillis);
        return windows * windowMillis;
    }

    long windowMillis() {
        return windowMillis;
    }

    void count(long hash, long nowMillis) {
        if (Math.floorMod(nowMillis, periodMillis) < windowMillis) {
            Pair now = pairAt(nowMillis);
            if (now != null) {
                now.current().count(hash);
            }
        }
    }

    /** The number of the period at this time. */
    long period(long nowMillis) {
        return Math.floorDiv(nowMillis, periodMillis);
    }

    /** The sample of a period: the current or the previous one; nobody's for any other. */
    SampledCallers sample(long period) {
        Pair now = pair;
        if (period == now.period()) {
            return now.current().toSampled();
        }
        return period == now.period() - 1 ? now.previous().toSampled() : SampledCallers.NOBODY;
    }

    /** Null for a time that is over already, as after a clock was set back by a little. */
    private Pair pairAt(long nowMillis) {
        long period = period(nowMillis);
        Pair now = pair;
        return now.period() == period ? now : move(period);
    }

    private synchronized Pair move(long period) {
        if (pair.period() < period || pair.period() > period + 1) {
            pair = pair.at(period);
        }
        return pair.period() == period ? pair : null;
    }
}
