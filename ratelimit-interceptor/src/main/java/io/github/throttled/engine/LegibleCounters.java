package io.github.throttled.engine;

import io.github.throttled.algorithm.Limits;
import io.github.throttled.store.Counters;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The counters of one policy, of which one line in the log says if one cannot be read: it is
 * damaged, or somebody else's. It counts as none, and is replaced when it is stored next.
 */
final class LegibleCounters implements Counters {

    private static final Logger LOG = System.getLogger(LegibleCounters.class.getName());

    /** On the thread that brings the answer. */
    private static final Executor HERE = Runnable::run;

    private final AtomicBoolean hasTold = new AtomicBoolean();
    private final String policy;
    private final Limits limits;
    private final Counters counters;

    LegibleCounters(String policy, Limits limits, Counters counters) {
        this.policy = policy;
        this.limits = limits;
        this.counters = counters;
    }

    @Override
    public CompletionStage<long[]> get(String key) {
        return counters.get(key).thenApplyAsync(state -> checked(key, state), HERE);
    }

    @Override
    public CompletionStage<Boolean> compareAndSet(String key, long[] expected, long[] update) {
        return counters.compareAndSet(key, expected, update);
    }

    @Override
    public long[] glance(String key) {
        return counters.glance(key);
    }

    @Override
    public long kept() {
        return counters.kept();
    }

    @Override
    public CompletionStage<Void> remove(String key) {
        return counters.remove(key);
    }

    private long[] checked(String key, long[] state) {
        if (state != null && !limits.canRead(state) && hasTold.compareAndSet(false, true)) {
            // Keys are addresses and names: the hash is enough to find one again that is known.
            LOG.log(
                    Level.WARNING,
                    "A counter of policy {0} cannot be read and is taken for an unused one (key"
                            + " hash {1}, content {2}). Others of this policy are, too, without"
                            + " another line.",
                    policy,
                    Integer.toHexString(key.hashCode()),
                    excerpt(state));
        }
        return state;
    }

    private static String excerpt(long[] state) {
        return state.length <= 4
                ? Arrays.toString(state)
                : Arrays.toString(Arrays.copyOf(state, 4)) + "...";
    }
}
