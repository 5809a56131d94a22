package io.github.throttled.internal.engine.combining;

import io.github.throttled.internal.algorithm.Limits;
import io.github.throttled.internal.store.Counters;
import io.github.throttled.internal.store.ForwardingCounters;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The counters of one policy, of which one line in the log says if one cannot be read: it is
 * damaged, or of another program. It counts as absent, and the next update replaces it.
 */
public final class ValidatingCounters extends ForwardingCounters {

    private static final Logger LOG = System.getLogger(ValidatingCounters.class.getName());

    private final AtomicBoolean hasTold = new AtomicBoolean();
    private final String policy;
    private final Limits limits;

    public ValidatingCounters(String policy, Limits limits, Counters counters) {
        super(counters);
        this.policy = policy;
        this.limits = limits;
    }

    @Override
    public CompletionStage<long[]> get(String key) {
        return super.get(key).thenApplyAsync(state -> checked(key, state), HERE);
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
