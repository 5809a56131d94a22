package io.github.throttled.rest;

import java.time.Duration;

/** Time as HTTP fields tell it. */
final class WholeSeconds {

    private WholeSeconds() {}

    /** Rounded up, so that whoever waits this long has waited long enough. */
    static long roundedUp(Duration duration) {
        return duration.getNano() == 0 ? duration.getSeconds() : duration.getSeconds() + 1;
    }
}
