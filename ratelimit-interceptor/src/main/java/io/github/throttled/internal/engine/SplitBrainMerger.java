package io.github.throttled.internal.engine;

import io.github.throttled.internal.concurrent.DaemonScheduler;
import io.github.throttled.internal.engine.combining.Combiner;
import io.github.throttled.internal.engine.combining.CounterOperation;
import io.github.throttled.internal.engine.combining.Submission;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Merges the states that this node last saw of a policy's counters into the grid that it has
 * rejoined after a split. For each counter the stricter state counts from then on.
 *
 * <p>The grid itself keeps the counters of one side and drops those of the other. Taking the
 * stricter of two states may be repeated, and in any order. So all nodes of the dropped side do
 * this independently, each with the states that it knows.
 */
final class SplitBrainMerger {

    private static final Logger LOG = System.getLogger(SplitBrainMerger.class.getName());

    /** How many keys are merged at a time: enough to finish soon without flooding the grid. */
    private static final int AT_ONCE = 16;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** A grid that has just merged may not answer at first. */
    private static final int MAX_FAILURES = 60 * AT_ONCE;

    private final AtomicInteger failures = new AtomicInteger();
    private final String policy;
    private final Queue<Map.Entry<String, long[]>> remaining;
    private final Combiner combiner;
    private final DaemonScheduler timer;

    /**
     * @param states the state last seen of each key
     * @param combiner asks the grid
     */
    SplitBrainMerger(
            String policy, Map<String, long[]> states, Combiner combiner, DaemonScheduler timer) {
        this.policy = policy;
        this.remaining = new ConcurrentLinkedQueue<>(states.entrySet());
        this.combiner = combiner;
        this.timer = timer;
    }

    /** Starts the merge and returns at once. */
    void begin() {
        if (remaining.isEmpty()) {
            return;
        }
        LOG.log(
                Level.INFO,
                "This node was cut off from its cluster and has joined it again: {0} counters of"
                        + " policy {1} become the stricter of both sides''.",
                remaining.size(),
                policy);
        for (int i = 0; i < AT_ONCE; i++) {
            later(Duration.ZERO);
        }
    }

    private void next() {
        Map.Entry<String, long[]> next = remaining.poll();
        if (next != null) {
            Submission merge = Submission.of(CounterOperation.merge(next.getValue()));
            // Not on the thread that answers: if answers come at once, the recursion would never
            // end.
            merge.whenCompleteAsync((verdict, error) -> done(next, error));
            combiner.submit(next.getKey(), merge);
        }
    }

    private void done(Map.Entry<String, long[]> key, Throwable error) {
        if (error == null) {
            next();
        } else if (failures.incrementAndGet() <= MAX_FAILURES) {
            remaining.add(key);
            later(PAUSE);
        } else if (failures.get() == MAX_FAILURES + 1) {
            LOG.log(
                    Level.WARNING,
                    "{0} counters of policy {1} are as the rest of the cluster has counted: it does"
                            + " not answer ({2}).",
                    remaining.size() + 1,
                    policy,
                    error);
        }
    }

    private void later(Duration pause) {
        try {
            timer.after(pause, this::next);
        } catch (RejectedExecutionException e) {
            // The application is being stopped; the other nodes of this side continue.
            remaining.clear();
        }
    }
}
