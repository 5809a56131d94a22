package io.github.throttled.operate.control;

import io.github.throttled.operate.RememberedBoard;
import io.github.throttled.operate.usage.ClusterUsage;
import io.github.throttled.operate.usage.Usage;
import io.github.throttled.policy.Policy;
import io.github.throttled.store.Board;
import io.github.throttled.store.Boards;

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
public final class Console implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Console.class.getName());

    static final String THREAD = "throttled-console";

    private static final long PAUSE_MILLIS = 1_000;

    /** How long what is read once a second is remembered; no member is silent for so long. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    /** So often in a row the other nodes cannot be reached before the log tells. */
    private static final int FAILURES_TOLD = 2;

    private final ScheduledThreadPoolExecutor thread;
    private final AtomicBoolean isCalled = new AtomicBoolean();
    private final Control control;
    private final Board<String> overridesBoard;
    private final Board<long[]> bansBoard;
    private final Audit audit;
    private final Overrides overrides;
    private final HandBans bans;
    private final Nodes nodes;
    private final ClusterUsage usage;
    private boolean isListening;
    private int failures;
    private volatile boolean isTold;

    /** One that does nothing yet. */
    public Console(Control control, Boards boards, Usage usage) {
        // What is read again is read for the application, as when it was deployed.
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        this.thread = new ScheduledThreadPoolExecutor(1, task -> thread(task, application));
        this.control = control;
        this.overridesBoard = boards.texts("overrides", Duration.ZERO);
        this.bansBoard = boards.numbers("bans", Duration.ZERO);
        this.audit =
                new Audit(
                        boards.texts("audit", Duration.ZERO), boards::nodeName, control::nowMillis);
        this.overrides = new Overrides(overridesBoard, remembered(overridesBoard), control, audit);
        this.bans = new HandBans(bansBoard, control, audit);
        Board<String> nodesBoard = boards.texts("nodes", Nodes.KEPT);
        this.nodes = new Nodes(nodesBoard, remembered(nodesBoard), boards::nodeName, control);
        this.usage =
                new ClusterUsage(
                        usage, boards, nodes.id(), control::nowMillis, this::isAnyMemberSilent);
    }

    private RememberedBoard<String> remembered(Board<String> board) {
        return new RememberedBoard<>(
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
    public Control control() {
        return control;
    }

    /** What is set above the configuration. */
    public Overrides overrides() {
        return overrides;
    }

    /** Whom operators have banned. */
    public HandBans bans() {
        return bans;
    }

    /** What operators have done. */
    public Audit audit() {
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

    private static Thread thread(Runnable task, ClassLoader application) {
        // Nothing of the request that happened to come first: it may belong to another module.
        Thread thread = new Thread(null, task, THREAD, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(application);
        return thread;
    }
}
