package io.github.throttled.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only while somebody waits, or when a test says so. */
final class SettableTime implements TimeSource {

    static final Instant START = Instant.parse("2026-03-04T05:06:07Z");

    final List<Duration> pauses = new ArrayList<>();

    /** What happens during the next wait. */
    Runnable meanwhile = () -> {};

    private Duration passed = Duration.ZERO;

    void pass(Duration time) {
        passed = passed.plus(time);
    }

    @Override
    public Duration now() {
        // Some clocks are negative.
        return passed.minusDays(1);
    }

    @Override
    public Instant date() {
        return START.plus(passed);
    }

    @Override
    public void pause(Duration wait) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        pauses.add(wait);
        pass(wait);
        Runnable event = meanwhile;
        meanwhile = () -> {};
        event.run();
    }
}
