package io.github.throttled.internal.engine.combining;

import io.github.throttled.internal.algorithm.Limits;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reports in one line of the log that a counter of a policy cannot be read, because it is damaged
 * or belongs to another program. Such a counter counts as unused, and the next update replaces it.
 * Thread-safe.
 */
public final class DamageReport {

    private static final Logger LOG = System.getLogger(DamageReport.class.getName());

    private final AtomicBoolean hasReported = new AtomicBoolean();
    private final String policy;
    private final Limits limits;

    /**
     * @param policy the name of the policy
     */
    public DamageReport(String policy, Limits limits) {
        this.policy = policy;
        this.limits = limits;
    }

    /**
     * Checks a state that was read.
     *
     * @param state null for none
     */
    void check(String key, long[] state) {
        if (state != null && !limits.canRead(state) && hasReported.compareAndSet(false, true)) {
            // Keys may be addresses or names, so the log has only the hash. It is enough to
            // recognise a known key.
            LOG.log(
                    Level.WARNING,
                    "A counter of policy {0} cannot be read and is taken for an unused one (key"
                            + " hash {1}, content {2}). Others of this policy are, too, without"
                            + " another line.",
                    policy,
                    Integer.toHexString(key.hashCode()),
                    excerpt(state));
        }
    }

    private static String excerpt(long[] state) {
        return state.length <= 4
                ? Arrays.toString(state)
                : Arrays.toString(Arrays.copyOf(state, 4)) + "...";
    }
}
