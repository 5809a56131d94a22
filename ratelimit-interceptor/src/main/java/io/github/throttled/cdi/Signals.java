package io.github.throttled.cdi;

import io.github.throttled.engine.Limiter;
import io.github.throttled.operate.RejectionLog;
import io.github.throttled.operate.events.Events;
import io.github.throttled.operate.metrics.Metrics;
import io.github.throttled.operate.tracing.Tracing;
import io.github.throttled.operate.usage.Usage;
import io.github.throttled.policy.Reporting;

import jakarta.enterprise.inject.spi.BeanManager;

/** What operators and the application are told of the limits, until it is closed. */
final class Signals implements AutoCloseable {

    private final RejectionLog log;
    private final Chore telling;
    private final Metrics metrics;

    private Signals(RejectionLog log, Chore telling, Metrics metrics) {
        this.log = log;
        this.telling = telling;
        this.metrics = metrics;
    }

    /** Begins, while the application is deployed: beans and observers must be known. */
    static Signals begin(Usage usage, Limiter limiter, Reporting reporting, BeanManager beans) {
        Events.begin(beans, usage, limiter);
        Tracing.begin(usage);
        RejectionLog log = new RejectionLog(usage);
        Chore telling =
                new Chore(
                        "throttled-log",
                        reporting.logInterval(),
                        log::tell,
                        "What was rejected could not be told.");
        return new Signals(log, telling, Metrics.publish(beans, usage, limiter));
    }

    /** Tells the last of it. */
    @Override
    public void close() {
        telling.close();
        log.tell();
        metrics.close();
    }
}
