package io.github.throttled;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The answer to one call. Never holds the caller's key. Immutable.
 *
 * <p>After an admission by a single limit, durations and states are made each time an accessor asks
 * for them: most callers read only {@link #allowed}.
 */
public final class Decision {

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

    private final boolean allowed;
    private final String policy;
    private final long limit;
    private final long remaining;
    private final long resetMillis;
    private final Duration retryAfter;
    private final Duration delay;
    private final Reason reason;
    private final String partition;

    /** Null where {@link #resetMillis} says it. */
    private final Duration resetAfter;

    /** Of the only limit; null where {@link #limits} are known. */
    private final Duration window;

    /** Null where there is only the limit that the other fields describe. */
    private final List<LimitState> limits;

    /**
     * A decision. Each parameter is what the accessor of its name returns.
     *
     * @throws NullPointerException if a parameter is null
     * @throws IllegalArgumentException if {@code allowed} and {@code reason} contradict each other
     */
    public Decision(
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
        this.allowed = allowed;
        this.policy = Objects.requireNonNull(policy, "policy");
        this.limit = limit;
        this.remaining = remaining;
        this.resetAfter = Objects.requireNonNull(resetAfter, "resetAfter");
        this.resetMillis = 0;
        this.retryAfter = Objects.requireNonNull(retryAfter, "retryAfter");
        this.delay = Objects.requireNonNull(delay, "delay");
        this.reason = Objects.requireNonNull(reason, "reason");
        this.partition = Objects.requireNonNull(partition, "partition");
        this.window = null;
        this.limits = List.copyOf(limits);
        if (allowed != (reason == Reason.ADMITTED)) {
            throw new IllegalArgumentException(
                    "A call cannot be allowed: " + allowed + " for the reason " + reason + ".");
        }
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
     * An admission by the only limit of a policy.
     *
     * @param quota permits per window
     * @param remaining the permits that are left; never negative
     * @param resetMillis milliseconds until the whole quota is there again; not negative
     * @throws NullPointerException if a parameter is null
     */
    public Decision(
            String policy,
            long quota,
            Duration window,
            long remaining,
            long resetMillis,
            Duration delay) {
        this.allowed = true;
        this.policy = Objects.requireNonNull(policy, "policy");
        this.limit = quota;
        this.remaining = remaining;
        this.resetAfter = null;
        this.resetMillis = resetMillis;
        this.retryAfter = Duration.ZERO;
        this.delay = Objects.requireNonNull(delay, "delay");
        this.reason = Reason.ADMITTED;
        this.partition = "";
        this.window = Objects.requireNonNull(window, "window");
        this.limits = null;
    }

    /** Whether the call may go on; if not, it cost nothing. */
    public boolean allowed() {
        return allowed;
    }

    /**
     * The policy that decided: the one that rejected the call, or the tightest of those that
     * admitted it.
     */
    public String policy() {
        return policy;
    }

    /** The quota of the deciding limit, in permits per window. */
    public long limit() {
        return limit;
    }

    /** The permits left in the deciding limit after this call; never negative. */
    public long remaining() {
        return remaining;
    }

    /** How long until the deciding limit has its whole quota again, if nobody consumes. */
    public Duration resetAfter() {
        return resetAfter == null ? Duration.ofMillis(resetMillis) : resetAfter;
    }

    /**
     * How long until this call would be admitted, if nobody else consumes: {@link Duration#ZERO}
     * for an admitted call, {@link #NEVER} for one that costs more than the limit can ever hold,
     * and for one that the policy denies.
     */
    public Duration retryAfter() {
        return retryAfter;
    }

    /**
     * How long an admitted call has to wait for its turn: more than {@link Duration#ZERO} only
     * where the policy says {@code max-wait}.
     */
    public Duration delay() {
        return delay;
    }

    /** Where each limit of the policy stands, in the policy's order; at least one. */
    public List<LimitState> limits() {
        return limits == null
                ? List.of(new LimitState(limit, window, remaining, resetAfter(), retryAfter))
                : limits;
    }

    /**
     * Why the call was admitted or rejected; {@link Reason#ADMITTED} if it is allowed, and only
     * then.
     */
    public Reason reason() {
        return reason;
    }

    /**
     * Stands for the key in the {@code RateLimit} fields and tells nobody what it is; empty unless
     * {@code throttled.partition-key-secret} is set.
     */
    public String partition() {
        return partition;
    }

    /**
     * Whether no waiting helps, because the call costs more than the limit can ever hold, or is
     * denied.
     */
    public boolean never() {
        return retryAfter.equals(NEVER);
    }

    /** Whether the other one says the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Decision that
                && allowed == that.allowed
                && limit == that.limit
                && remaining == that.remaining
                && reason == that.reason
                && policy.equals(that.policy)
                && partition.equals(that.partition)
                && retryAfter.equals(that.retryAfter)
                && delay.equals(that.delay)
                && resetAfter().equals(that.resetAfter())
                && limits().equals(that.limits());
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                allowed, policy, limit, remaining, resetAfter(), retryAfter, delay, reason);
    }

    @Override
    public String toString() {
        return "Decision[allowed=%s, policy=%s, limit=%d, remaining=%d, resetAfter=%s, retryAfter=%s, delay=%s, limits=%s, reason=%s, partition=%s]"
                .formatted(
                        allowed,
                        policy,
                        limit,
                        remaining,
                        resetAfter(),
                        retryAfter,
                        delay,
                        limits(),
                        reason,
                        partition);
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
