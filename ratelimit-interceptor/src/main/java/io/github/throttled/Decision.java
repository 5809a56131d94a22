package io.github.throttled;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The answer to one call. Never holds the caller's key.
 *
 * @param allowed whether the call may go on; if not, it cost nothing
 * @param policy the policy that decided: the one that rejected the call, or the tightest of those
 *     that admitted it
 * @param limit the quota of the deciding limit, in permits per window
 * @param remaining the permits left in the deciding limit after this call; never negative
 * @param resetAfter how long until the deciding limit has its whole quota again, if nobody consumes
 * @param retryAfter how long until this call would be admitted, if nobody else consumes: {@link
 *     Duration#ZERO} for an admitted call, {@link #NEVER} for one that costs more than the limit
 *     can ever hold, and for one that the policy denies
 * @param delay how long an admitted call has to wait for its turn: more than {@link Duration#ZERO}
 *     only where the policy says {@code max-wait}
 * @param limits where each limit of the policy stands, in the policy's order; at least one
 * @param reason why the call was admitted or rejected; {@link Reason#ADMITTED} if it is allowed,
 *     and only then
 * @param partition stands for the key in the {@code RateLimit} fields and tells nobody what it is;
 *     empty unless {@code throttled.partition-key-secret} is set
 */
public record Decision(
        boolean allowed,
        String policy,
        long limit,
        long remaining,
        Duration resetAfter,
        Duration retryAfter,
        Duration delay,
        List<LimitState> limits,
        Reason reason,
        String partition) {

    /** Why a call was admitted or rejected. */
    public enum Reason {
        /** All limits admit it, or nobody asks them. */
        ADMITTED,
        /** A limit has too little left for it. */
        QUOTA,
        /** The store does not answer, and {@code on-store-failure} is {@code deny}. */
        STORE_FAILURE,
        /** The caller has been rejected too often, and is banned for a while. */
        BAN,
        /** The policy lets the caller never pass. */
        DENIED
    }

    /** The {@code retryAfter} of a call that can never be admitted. */
    public static final Duration NEVER = Duration.ofMillis(Long.MAX_VALUE);

    /** Checks that nothing is missing. */
    public Decision {
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(resetAfter, "resetAfter");
        Objects.requireNonNull(retryAfter, "retryAfter");
        Objects.requireNonNull(delay, "delay");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(partition, "partition");
        if (allowed != (reason == Reason.ADMITTED)) {
            throw new IllegalArgumentException(
                    "A call cannot be allowed: " + allowed + " for the reason " + reason + ".");
        }
        limits = List.copyOf(limits);
    }

    /** A decision that the limits have made, on a call without a partition. */
    public Decision(
            boolean allowed,
            String policy,
            long limit,
            long remaining,
            Duration resetAfter,
            Duration retryAfter,
            Duration delay,
            List<LimitState> limits) {
        this(
                allowed,
                policy,
                limit,
                remaining,
                resetAfter,
                retryAfter,
                delay,
                limits,
                allowed ? Reason.ADMITTED : Reason.QUOTA,
                "");
    }

    /** A decision on a call whose turn is now. */
    public Decision(
            boolean allowed,
            String policy,
            long limit,
            long remaining,
            Duration resetAfter,
            Duration retryAfter,
            List<LimitState> limits) {
        this(allowed, policy, limit, remaining, resetAfter, retryAfter, Duration.ZERO, limits);
    }

    /**
     * Whether no waiting helps, because the call costs more than the limit can ever hold, or is
     * denied.
     */
    public boolean never() {
        return retryAfter.equals(NEVER);
    }

    /**
     * Where one limit of a policy stands.
     *
     * @param quota permits per window
     * @param window the length of the window; zero for a limit of calls at a time
     * @param remaining permits left; never negative
     * @param resetAfter how long until the whole quota is there again, if nobody consumes
     * @param retryAfter how long this limit would make the call wait; zero if it does not object
     */
    public record LimitState(
            long quota,
            Duration window,
            long remaining,
            Duration resetAfter,
            Duration retryAfter) {}
}
