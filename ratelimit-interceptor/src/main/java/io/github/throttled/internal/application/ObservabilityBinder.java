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

/**
 * Connects logs, metrics, traces and events to the limits of an application, until it is closed.
 */
final class ObservabilityBinder implements AutoCloseable {

    private final RejectionLog log;
    private final DaemonScheduler logTask;
    private final Metrics metrics;

    private ObservabilityBinder(RejectionLog log, DaemonScheduler logTask, Metrics metrics) {
        this.log = log;
        this.logTask = logTask;
        this.metrics = metrics;
    }

    /** Starts during deployment, when beans and observers are known. */
    static ObservabilityBinder begin(
            Usage usage, Limiter limiter, ReportingSettings reporting, BeanManager beans) {
        Events.begin(beans, usage, limiter);
        Tracing.begin(usage);
        RejectionLog log = new RejectionLog(usage);
        DaemonScheduler logTask = new DaemonScheduler(DaemonThreads.ofApplication("throttled-log"));
        logTask.every(
                reporting.logInterval(),
                log::write,
                "Could not log the rejected calls. The next attempt follows after throttled.log-interval.");
        return new ObservabilityBinder(log, logTask, Metrics.publish(beans, usage, limiter));
    }

    /** Logs the remaining rejections and removes the metrics. */
    @Override
    public void close() {
        logTask.closeNow();
        log.write();
        metrics.close();
    }
}
