package io.github.throttled.benchmark;

import org.HdrHistogram.Histogram;

/**
 * How long the answers of one endpoint took at a constant rate.
 *
 * @param part of what the endpoint can answer
 * @param rate requests per second
 * @param throttled its answers, in nanoseconds
 * @param unthrottled those of the resource without Throttled at the same rate
 */
record OpenLoopResult(
        Endpoint endpoint, double part, Sample rate, Histogram throttled, Histogram unthrottled) {

    private static final int DIGITS = 3;

    static OpenLoopResult none(Endpoint endpoint, double part) {
        return new OpenLoopResult(
                endpoint, part, new Sample(), new Histogram(DIGITS), new Histogram(DIGITS));
    }
}
