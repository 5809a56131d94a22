package io.github.throttled.benchmark;

/**
 * What an endpoint shall reach, each figure compared with that of another in the same round.
 *
 * @param rate the ratio of requests per second; null if nothing is said of it
 * @param p99 the ratio of the time; null if nothing is said of it
 * @param cpu how much more processor time a request may take; null if nothing is said of it
 */
record HttpTarget(Bound rate, Bound p99, Bound cpu) {

    static final HttpTarget NONE = new HttpTarget(null, null, null);

    static HttpTarget rateAtLeast(double ratio) {
        return new HttpTarget(Bound.atLeast(ratio), null, null);
    }

    HttpTarget p99AtMost(double ratio) {
        return new HttpTarget(rate, Bound.atMost(ratio), cpu);
    }

    HttpTarget cpuAtMostMicrosMore(double micros) {
        return new HttpTarget(rate, p99, Bound.atMostMicrosMore(micros));
    }
}
