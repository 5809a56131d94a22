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
 * Gives operators access to one application through any of its nodes.
 *
 * <p>Once a second, each node applies what operators set on other nodes, and publishes its counts.
 * A change is also applied at once. One thread does all of this, and no request waits for it.
 */
public final class ControlCenter implements AutoCloseable {

    private static final Logger LOG = System.getLogger(ControlCenter.class.getName());

    static final String THREAD = "throttled-console";

    private static final long PAUSE_MILLIS = 1_000;

    /**
     * How long read values stay usable while a member is silent; longer than any member can be
     * silent.
     */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    /** The number of consecutive failures after which the log reports them. */
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

    /**
     * Creates a control center that has not started.
     *
     * @param control the limits of this node
     * @param maps the shared maps of the cluster
     * @param usage the decisions of this node
     */
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
                        usage,
                        control::policies,
                        maps,
                        nodes.id(),
                        control::nowMillis,
                        this::isAnyMemberSilent);
    }

    private CachedSharedMap<String> remembered(SharedMap<String> map) {
        return new CachedSharedMap<>(map, this::isAnyMemberSilent, control::nowMillis, REMEMBERED);
    }

    private boolean isAnyMemberSilent() {
        return !control.storeState().silentMembers().isEmpty();
    }

    /**
     * Applies the current overrides and bans, and starts the periodic task. If the store does not
     * answer now, the task applies them later.
     */
    public void start() {
        step();
        thread.scheduleWithFixedDelay(
                this::step, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Returns access to the limits on this node. */
    public LimitControl control() {
        return control;
    }

    /** Returns the overrides of the configuration. */
    public Overrides overrides() {
        return overrides;
    }

    public OperatorBans bans() {
        return bans;
    }

    public AuditLog audit() {
        return audit;
    }

    public Nodes nodes() {
        return nodes;
    }

    /** Returns the counts of all nodes. */
    public ClusterUsage usage() {
        return usage;
    }

    /**
     * Resets the counters of a key in a policy and all its tiers.
     *
     * @param by the name of the operator
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
            // The other nodes will remove this one after a timeout.
        }
    }

    /** Runs all periodic work; the next run repeats what failed. */
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
     * Publishes, but reads nothing while a member is silent.
     *
     * <p>A read asks all members, so it would fail and block a thread of the grid until then. A
     * write goes to few members, so it may succeed.
     */
    private void stepWithSilentMember() {
        failures = 0;
        for (Runnable part : List.<Runnable>of(this::announce, this::publish)) {
            try {
                part.run();
            } catch (RuntimeException e) {
                LOG.log(Level.DEBUG, "Could not publish while a member is silent.", e);
            }
        }
    }

    private void announce() {
        nodes.announce();
        isAnnounced = true;
    }

    private void publish() {
        usage.publish(control::gauges);
    }

    /** Logs a failure, unless a silent member is the cause: that is reported elsewhere. */
    private void failed(RuntimeException failure) {
        if (isAnyMemberSilent() || thread.isShutdown()) {
            return;
        }
        failures++;
        if (failures == FAILURES_LOGGED) {
            LOG.log(
                    Level.WARNING,
                    "The console does not reach the other nodes ({0}). It retries every second.",
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

    /** Requests a read on the thread of the control center. */
    private void requestRead() {
        if (isReadPending.compareAndSet(false, true)) {
            try {
                thread.execute(this::readRequested);
            } catch (RejectedExecutionException e) {
                // The application is stopping.
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
            LOG.log(
                    Level.DEBUG,
                    "Could not read overrides and bans. The next attempt follows in a second.",
                    e);
        }
    }
}
