package io.github.throttled.internal.application;

import io.github.throttled.internal.concurrent.DaemonScheduler;
import io.github.throttled.internal.concurrent.DaemonThreads;
import io.github.throttled.internal.config.settings.ReportingSettings;
import io.github.throttled.internal.engine.Limiter;
import io.github.throttled.internal.observability.events.Events;
import io.github.throttled.internal.observability.log.RejectionLog;
import io.github.throttled.internal.observability.metrics.Metrics;
import io.github.throttled.internal.observability.tracing.Tracing;
import io.github.throttled.internal.observability.usage.Usage;

import jakarta.enterprise.inject.spi.BeanManager;

/** What operators and the application are told of the limits, until it is closed. */
final class ObservabilityBinder implements AutoCloseable {

    private final RejectionLog log;
    private final DaemonScheduler telling;
    private final Metrics metrics;

    private ObservabilityBinder(RejectionLog log, DaemonScheduler telling, Metrics metrics) {
        this.log = log;
        this.telling = telling;
        this.metrics = metrics;
    }

    /** Begins, while the application is deployed: beans and observers must be known. */
    static ObservabilityBinder begin(
            Usage usage, Limiter limiter, ReportingSettings reporting, BeanManager beans) {
        Events.begin(beans, usage, limiter);
        Tracing.begin(usage);
        RejectionLog log = new RejectionLog(usage);
        DaemonScheduler telling = new DaemonScheduler(DaemonThreads.ofApplication("throttled-log"));
        telling.every(
                reporting.logInterval(), log::tell, "Rejections could not be logged this time.");
        return new ObservabilityBinder(log, telling, Metrics.publish(beans, usage, limiter));
    }

    /** Tells the last of it. */
    @Override
    public void close() {
        telling.closeNow();
        log.tell();
        metrics.close();
    }
}
