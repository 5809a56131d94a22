package io.github.throttled.client;

import java.time.Duration;

/**
 * What the caller gets instead of a response to a request that was not sent.
 *
 * @param seconds how long the server still rejects all requests, rounded up; at least 1
 */
record NotSent(long seconds) {

    static final int STATUS = 429;

    static NotSent of(Duration left) {
        return new NotSent(Math.max(1, left.plusSeconds(1).minusNanos(1).toSeconds()));
    }

    /** Returns the body, in ASCII. */
    String text() {
        return "Not sent: the server wants no request for %d s.".formatted(seconds);
    }
}
