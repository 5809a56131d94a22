package io.github.throttled.internal.response;

import java.time.Duration;

/** Time as HTTP fields tell it. */
public final class WholeSeconds {

    private WholeSeconds() {}

    /** Rounded up, so that whoever waits this long has waited long enough. */
    public static long roundedUp(Duration duration) {
        return duration.getNano() == 0 ? duration.getSeconds() : duration.getSeconds() + 1;
    }
}
