package io.github.throttled.internal.response;

import io.github.throttled.Decision;

import jakarta.ws.rs.core.MultivaluedMap;

import java.util.Comparator;
import java.util.List;

/**
 * Writes {@code X-RateLimit-Limit}, {@code -Remaining} and {@code -Reset}, which have no
 * specification. They describe one limit, the tightest.
 */
final class XRateLimitWriter {

    static final String LIMIT = "X-RateLimit-Limit";
    static final String REMAINING = "X-RateLimit-Remaining";
    static final String RESET = "X-RateLimit-Reset";

    /** Orders rejections first, by the longest wait; then by the fewest remaining permits. */
    private static final Comparator<Decision> TIGHTEST_FIRST =
            Comparator.comparing(Decision::allowed)
                    .thenComparing(Decision::retryAfter, Comparator.reverseOrder())
                    .thenComparingLong(Decision::remaining)
                    .thenComparing(Decision::resetAfter, Comparator.reverseOrder());

    private XRateLimitWriter() {}

    /**
     * Adds the fields, unless one of them is there.
     *
     * @param fromSeconds the instant from which the reset is counted: 0 for now, else the current
     *     time in seconds since the epoch
     */
    static void write(
            List<Decision> decisions,
            long fromSeconds,
            boolean isRedirection,
            MultivaluedMap<String, Object> headers) {
        if (headers.containsKey(LIMIT)
                || headers.containsKey(REMAINING)
                || headers.containsKey(RESET)) {
            return;
        }
        Decision tightest = decisions.stream().min(TIGHTEST_FIRST).orElseThrow();
        if (isRedirection && RateLimitFields.isLow(tightest.remaining(), tightest.limit())) {
            return;
        }
        headers.putSingle(LIMIT, Long.toString(tightest.limit()));
        headers.putSingle(REMAINING, Long.toString(tightest.remaining()));
        headers.putSingle(RESET, Long.toString(fromSeconds + resetSeconds(tightest)));
    }

    /** A client that waits this long is not rejected again. */
    private static long resetSeconds(Decision decision) {
        return RetryAfter.seconds(List.of(decision))
                .orElseGet(() -> WholeSeconds.roundedUp(decision.resetAfter()));
    }
}
