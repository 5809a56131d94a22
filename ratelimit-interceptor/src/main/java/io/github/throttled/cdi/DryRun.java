package io.github.throttled.cdi;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Tells what a policy in dry run would have rejected: once a minute at most, never per call. */
final class DryRun {

    private static final Logger LOG = System.getLogger(DryRun.class.getName());
    private static final long INTERVAL_NANOS = Duration.ofMinutes(1).toNanos();

    private final LongAdder untold = new LongAdder();
    private final AtomicLong next = new AtomicLong(System.nanoTime());
    private final String policy;

    DryRun(String policy) {
        this.policy = policy;
    }

    void wouldReject() {
        untold.increment();
        long due = next.get();
        long now = System.nanoTime();
        if (now - due >= 0 && next.compareAndSet(due, now + INTERVAL_NANOS)) {
            LOG.log(
                    Level.INFO,
                    "Policy ''{0}'' is in dry run; calls that it would have rejected since this"
                            + " was last said: {1}.",
                    policy,
                    untold.sumThenReset());
        }
    }
}
