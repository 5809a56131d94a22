package io.github.throttled.internal.control;

import io.github.throttled.internal.concurrent.DaemonThreads;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.observability.usage.ClusterUsage;
import io.github.throttled.internal.observability.usage.Usage;
import io.github.throttled.internal.store.CachedSharedMap;
import io.github.throttled.internal.store.SharedMap;
import io.github.throttled.internal.store.SharedMaps;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What operators see of one application, and say to it, through any of its nodes. Each node keeps
 * its limits in step with what was said on others, and tells them what it counts: once a second,
 * and at once when something was said. All of that is done by one thread, which no request waits
 * for.
 */
public final class ControlCenter implements AutoCloseable {

    private static final Logger LOG = System.getLogger(ControlCenter.class.getName());

    static final String THREAD = "throttled-console";

    private static final long PAUSE_MILLIS = 1_000;

    /** How long what is read once a second is remembered; no member is silent for so long. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    /** So often in a row the other nodes cannot be reached before the log tells. */
    private static final int FAILURES_LOGGED = 2;

    private final ScheduledThreadPoolExecutor thread;
    private final AtomicBoolean isReadPending = new AtomicBoolean();
    private final LimitControl control;
    private final SharedMap<String> overridesMap;
    private final SharedMap<long[]> bansMap;
    private final AuditLog audit;
    private final Overrides overrides;
    private final OperatorBans bans;
    private final Nodes nodes;
    private final ClusterUsage usage;
    private boolean isListening;
    private int failures;
    private volatile boolean isAnnounced;

    /** One that does nothing yet. */
    public ControlCenter(LimitControl control, SharedMaps maps, Usage usage) {
        // The thread reads configuration of the application.
        this.thread = new ScheduledThreadPoolExecutor(1, DaemonThreads.ofApplication(THREAD));
        this.control = control;
        this.overridesMap = maps.texts("overrides", Duration.ZERO);
        this.bansMap = maps.numbers("bans", Duration.ZERO);
        this.audit =
                new AuditLog(
                        maps.texts("audit", Duration.ZERO), maps::nodeName, control::nowMillis);
        this.overrides = new Overrides(overridesMap, remembered(overridesMap), control, audit);
        this.bans = new OperatorBans(bansMap, control, audit);
        SharedMap<String> nodesMap = maps.texts("nodes", Nodes.KEPT);
        this.nodes = new Nodes(nodesMap, remembered(nodesMap), maps::nodeName, control);
        this.usage =
                new ClusterUsage(
                        usage, maps, nodes.id(), control::nowMillis, this::isAnyMemberSilent);
    }

    private CachedSharedMap<String> remembered(SharedMap<String> map) {
        return new CachedSharedMap<>(map, this::isAnyMemberSilent, control::nowMillis, REMEMBERED);
    }

    private boolean isAnyMemberSilent() {
        return !control.storeState().silentMembers().isEmpty();
    }

    /**
     * Puts in force what was said before this node started, and goes on from there. If the store
     * does not answer now, that is done when it does.
     */
    public void start() {
        step();
        thread.scheduleWithFixedDelay(
                this::step, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** What can be asked of the limits on this node, and done to them. */
    public LimitControl control() {
        return control;
    }

    /** What is set above the configuration. */
    public Overrides overrides() {
        return overrides;
    }

    /** Whom operators have banned. */
    public OperatorBans bans() {
        return bans;
    }

    /** What operators have done. */
    public AuditLog audit() {
        return audit;
    }

    /** The nodes that are there. */
    public Nodes nodes() {
        return nodes;
    }

    /** What is counted on all nodes. */
    public ClusterUsage usage() {
        return usage;
    }

    /**
     * Forgets what was counted for a key in a policy and all its tiers.
     *
     * @param by the operator's name
     * @throws IllegalStateException if the store does not confirm it in time
     */
    public void reset(Policy policy, String key, String by) {
        control.reset(policy, key);
        audit.add(by, AuditEntry.Action.RESET, policy.name() + ' ' + key, "", "");
    }

    @Override
    public void close() {
        thread.shutdownNow();
        if (isAnnounced) {
            leave();
        }
    }

    private void leave() {
        try {
            nodes.leave();
        } catch (IllegalStateException e) {
            // The others will notice.
        }
    }

    /** What fails now is done the next time. */
    void step() {
        if (isAnyMemberSilent()) {
            stepWithSilentMember();
            return;
        }
        try {
            listen();
            read();
            nodes.read();
            announce();
            publish();
            failures = 0;
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    /**
     * Reads nothing: each read asks all members, so it would fail, and keep a thread of the grid
     * for as long as the member is silent. What is told goes to some members only, so it may
     * arrive.
     */
    private void stepWithSilentMember() {
        failures = 0;
        for (Runnable part : List.<Runnable>of(this::announce, this::publish)) {
            try {
                part.run();
            } catch (RuntimeException e) {
                LOG.log(Level.DEBUG, "Some member is silent.", e);
            }
        }
    }

    private void announce() {
        nodes.announce();
        isAnnounced = true;
    }

    private void publish() {
        usage.publish(control.policies(), control::gauges);
    }

    /** If it is because a member is silent, that has been told, or will be. */
    private void failed(RuntimeException failure) {
        if (isAnyMemberSilent() || thread.isShutdown()) {
            return;
        }
        failures++;
        if (failures == FAILURES_LOGGED) {
            LOG.log(
                    Level.WARNING,
                    "The console does not reach the other nodes ({0}); it tries again.",
                    failure.toString());
        }
        LOG.log(Level.DEBUG, "The console does not reach the other nodes.", failure);
    }

    private void listen() {
        if (!isListening) {
            overridesMap.onChange(this::requestRead);
            bansMap.onChange(this::requestRead);
            isListening = true;
        }
    }

    private void read() {
        overrides.read();
        bans.read();
    }

    /** Something was said: looks at it soon, on its own thread. */
    private void requestRead() {
        if (isReadPending.compareAndSet(false, true)) {
            try {
                thread.execute(this::readRequested);
            } catch (RejectedExecutionException e) {
                // The application is being stopped.
            }
        }
    }

    private void readRequested() {
        isReadPending.set(false);
        if (isAnyMemberSilent()) {
            return;
        }
        try {
            read();
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "The next look at it is in a second.", e);
        }
    }
}
