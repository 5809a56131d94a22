package io.github.throttled.internal.engine;

import io.github.throttled.internal.concurrent.DaemonScheduler;
import io.github.throttled.internal.engine.combining.Combiner;
import io.github.throttled.internal.engine.combining.CounterOperation;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Brings what this node last saw of a policy's counters into those of a grid that it was cut off
 * from and has joined again: of each, the stricter one counts from then on.
 *
 * <p>The grid itself keeps one side's counters and drops the other's. To be the stricter of two is
 * nothing that can be done too often or in the wrong order, so all nodes of the side that was
 * dropped do it, each with what it knows, and need not know of each other.
 */
final class SplitBrainMerger {

    private static final Logger LOG = System.getLogger(SplitBrainMerger.class.getName());

    /** How many keys are asked for at a time: enough to be quick, and not to be a flood. */
    private static final int AT_ONCE = 16;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** A grid that has just been put together may not answer at first. */
    private static final int MOST_FAILURES = 60 * AT_ONCE;

    private final AtomicInteger failures = new AtomicInteger();
    private final String policy;
    private final Queue<Map.Entry<String, long[]>> left;
    private final Combiner combiner;
    private final DaemonScheduler timer;

    /**
     * @param states what was last seen of each key
     * @param combiner asks the grid
     */
    SplitBrainMerger(
            String policy, Map<String, long[]> states, Combiner combiner, DaemonScheduler timer) {
        this.policy = policy;
        this.left = new ConcurrentLinkedQueue<>(states.entrySet());
        this.combiner = combiner;
        this.timer = timer;
    }

    /** Returns at once; nobody waits for it. */
    void begin() {
        if (left.isEmpty()) {
            return;
        }
        LOG.log(
                Level.INFO,
                "This node was cut off from its cluster and has joined it again: {0} counters of"
                        + " policy {1} become the stricter of both sides''.",
                left.size(),
                policy);
        for (int i = 0; i < AT_ONCE; i++) {
            later(Duration.ZERO);
        }
    }

    private void next() {
        Map.Entry<String, long[]> next = left.poll();
        if (next != null) {
            CounterOperation join = CounterOperation.join(next.getValue());
            // Not on the thread of the answer: where answers come at once, that would never end.
            join.whenCompleteAsync((verdict, error) -> done(next, error));
            combiner.submit(next.getKey(), join);
        }
    }

    private void done(Map.Entry<String, long[]> key, Throwable error) {
        if (error == null) {
            next();
        } else if (failures.incrementAndGet() <= MOST_FAILURES) {
            left.add(key);
            later(PAUSE);
        } else if (failures.get() == MOST_FAILURES + 1) {
            LOG.log(
                    Level.WARNING,
                    "{0} counters of policy {1} are as the rest of the cluster has counted: it does"
                            + " not answer ({2}).",
                    left.size() + 1,
                    policy,
                    error);
        }
    }

    private void later(Duration pause) {
        try {
            timer.after(pause, this::next);
        } catch (RejectedExecutionException e) {
            // The application is being stopped; the others of this side go on.
            left.clear();
        }
    }
}
