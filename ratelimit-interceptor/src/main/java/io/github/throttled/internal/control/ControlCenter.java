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
    private static final int FAILURES_TOLD = 2;

    private final ScheduledThreadPoolExecutor thread;
    private final AtomicBoolean isCalled = new AtomicBoolean();
    private final LimitControl control;
    private final SharedMap<String> overridesBoard;
    private final SharedMap<long[]> bansBoard;
    private final AuditLog audit;
    private final Overrides overrides;
    private final OperatorBans bans;
    private final Nodes nodes;
    private final ClusterUsage usage;
    private boolean isListening;
    private int failures;
    private volatile boolean isTold;

    /** One that does nothing yet. */
    public ControlCenter(LimitControl control, SharedMaps boards, Usage usage) {
        // The thread reads configuration of the application.
        this.thread = new ScheduledThreadPoolExecutor(1, DaemonThreads.ofApplication(THREAD));
        this.control = control;
        this.overridesBoard = boards.texts("overrides", Duration.ZERO);
        this.bansBoard = boards.numbers("bans", Duration.ZERO);
        this.audit =
                new AuditLog(
                        boards.texts("audit", Duration.ZERO), boards::nodeName, control::nowMillis);
        this.overrides = new Overrides(overridesBoard, remembered(overridesBoard), control, audit);
        this.bans = new OperatorBans(bansBoard, control, audit);
        SharedMap<String> nodesBoard = boards.texts("nodes", Nodes.KEPT);
        this.nodes = new Nodes(nodesBoard, remembered(nodesBoard), boards::nodeName, control);
        this.usage =
                new ClusterUsage(
                        usage, boards, nodes.id(), control::nowMillis, this::isAnyMemberSilent);
    }

    private CachedSharedMap<String> remembered(SharedMap<String> board) {
        return new CachedSharedMap<>(
                board, this::isAnyMemberSilent, control::nowMillis, REMEMBERED);
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
        if (isTold) {
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
            stepInSilence();
            return;
        }
        try {
            listen();
            read();
            nodes.read();
            tell();
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
    private void stepInSilence() {
        failures = 0;
        for (Runnable part : List.<Runnable>of(this::tell, this::publish)) {
            try {
                part.run();
            } catch (RuntimeException e) {
                LOG.log(Level.DEBUG, "Some member is silent.", e);
            }
        }
    }

    private void tell() {
        nodes.tell();
        isTold = true;
    }

    private void publish() {
        usage.publish(control.policies(), control::stock);
    }

    /** If it is because a member is silent, that has been told, or will be. */
    private void failed(RuntimeException why) {
        if (isAnyMemberSilent() || thread.isShutdown()) {
            return;
        }
        failures++;
        if (failures == FAILURES_TOLD) {
            LOG.log(
                    Level.WARNING,
                    "The console does not reach the other nodes ({0}); it tries again.",
                    why.toString());
        }
        LOG.log(Level.DEBUG, "The console does not reach the other nodes.", why);
    }

    private void listen() {
        if (!isListening) {
            overridesBoard.onChange(this::call);
            bansBoard.onChange(this::call);
            isListening = true;
        }
    }

    private void read() {
        overrides.read();
        bans.read();
    }

    /** Something was said: looks at it soon, on its own thread. */
    private void call() {
        if (isCalled.compareAndSet(false, true)) {
            try {
                thread.execute(this::answer);
            } catch (RejectedExecutionException e) {
                // The application is being stopped.
            }
        }
    }

    private void answer() {
        isCalled.set(false);
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
