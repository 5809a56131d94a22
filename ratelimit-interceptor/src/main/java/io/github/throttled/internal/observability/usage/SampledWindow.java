package io.github.throttled.internal.observability.usage;

import java.time.Duration;

/**
 * Samples the callers in the current and the previous window of a limit. Thread-safe.
 *
 * <p>Windows begin at multiples of their length since the epoch, so that all nodes use the same
 * ones. Of windows shorter than {@link #SHORTEST} only one per period is sampled, because they
 * would end before they could be read.
 */
final class SampledWindow {

    private static final long SHORTEST = Duration.ofSeconds(10).toMillis();

    private final long windowMillis;
    private final long periodMillis;
    private volatile Pair pair = new Pair(Long.MIN_VALUE, new CallerSample(), new CallerSample());

    /** Two consecutive periods. */
    private record Pair(long period, CallerSample current, CallerSample previous) {

        Pair at(long now) {
            return new Pair(
                    now, new CallerSample(), now == period + 1 ? current : new CallerSample());
        }
    }

    /**
     * @param windowMillis the length of the window in milliseconds; at least 1
     */
    SampledWindow(long windowMillis) {
        this.windowMillis = windowMillis;
        this.periodMillis = periodMillis(windowMillis);
    }

    /** Returns the time between the starts of two sampled windows, in milliseconds. */
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

    /** Returns the number of the period at a time. */
    long period(long nowMillis) {
        return Math.floorDiv(nowMillis, periodMillis);
    }

    /** Returns the sample of the current or the previous period; an empty one for any other. */
    SampledCallers sample(long period) {
        Pair now = pair;
        if (period == now.period()) {
            return now.current().toSampled();
        }
        return period == now.period() - 1 ? now.previous().toSampled() : SampledCallers.NONE;
    }

    /**
     * Returns null for a time before the previous period, for example after the clock was set back.
     */
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
