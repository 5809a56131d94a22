package io.github.throttled.internal.response;

import java.time.Duration;

/** Converts durations to whole seconds for HTTP fields. */
public final class WholeSeconds {

    private WholeSeconds() {}

    /** Rounds up, so that a client that waits this long has waited long enough. */
    public static long roundedUp(Duration duration) {
        return duration.getNano() == 0 ? duration.getSeconds() : duration.getSeconds() + 1;
    }
}
