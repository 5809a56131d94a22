package io.github.throttled;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The decision of a policy on one call. It never contains the partition key. Immutable.
 *
 * <p>A policy may have several limits. The deciding limit is the one that makes the call wait
 * longest. Among equals, it is the one with the fewest permits left. No accessor returns null.
 */
public final class Decision {

    /** The reason of a decision. */
    public enum Reason {
        /** All limits admitted the call, or the policy does not enforce its limits. */
        ADMITTED,
        /** Too few permits are left, or this node has too many delayed or undecided calls. */
        QUOTA,
        /** The store does not answer, and the policy sets {@code on-store-failure=deny}. */
        STORE_FAILURE,
        /** The caller is banned for some time, after too many rejections or by an operator. */
        BAN,
        /** The policy denies all calls of the caller. */
        DENIED
    }

    /** The value of {@link #retryAfter} for a call that can never be admitted. */
    public static final Duration NEVER = Duration.ofMillis(Long.MAX_VALUE);

    /**
     * Computes what admissions by the only limit of a policy tell, from what the limit has counted.
     * Throttled implements it; applications need not.
     */
    public interface Source {

        /**
         * Returns the name of the policy.
         *
         * @return not null
         */
        String policy();

        /**
         * Computes the state of the limit.
         *
         * @param first what the limit has counted
         * @param second what else it has counted
         * @param atMillis when, in milliseconds since the epoch
         * @return not null
         */
        LimitState state(long first, long second, long atMillis);
    }

    /** What the decision tells: {@link DecisionValues}, or computed from the numbers below. */
    private final Source source;

    private final long first;
    private final long second;
    private final long atMillis;
    private final long delayMillis;

    /**
     * Creates a decision. Each parameter is the result of the accessor with its name. The ranges of
     * numbers and durations are not checked.
     *
     * @param allowed whether the call may run
     * @param policy the name of the policy that decided; not null
     * @param limit the quota of the deciding limit, in permits per window
     * @param remaining the permits that are left in the deciding limit; at least 0
     * @param resetAfter the time until the whole quota of the deciding limit is available; not
     *     negative, not null
     * @param retryAfter the time until the call would be admitted; zero for an admitted call,
     *     {@link #NEVER} if waiting does not help; not null
     * @param delay how long an admitted call has to wait before it runs; zero if it need not wait;
     *     not null
     * @param limits the state of each limit, in the order of the policy; copied; neither it nor an
     *     element is null
     * @param reason why the call is admitted or rejected; {@link Reason#ADMITTED} exactly if {@code
     *     allowed}; not null
     * @param partition Base64 that stands for the partition key, or empty; not null
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
        this(
                new DecisionValues(
                        allowed,
                        policy,
                        limit,
                        remaining,
                        resetAfter,
                        retryAfter,
                        delay,
                        limits,
                        reason,
                        partition),
                0,
                0,
                0,
                0);
    }

    /**
     * Creates a decision with the reason {@link Reason#ADMITTED} or {@link Reason#QUOTA}, and
     * without a partition. The ranges of numbers and durations are not checked.
     *
     * @param allowed whether the call may run
     * @param policy the name of the policy that decided; not null
     * @param limit the quota of the deciding limit, in permits per window
     * @param remaining the permits that are left in the deciding limit; at least 0
     * @param resetAfter the time until the whole quota of the deciding limit is available; not
     *     negative, not null
     * @param retryAfter the time until the call would be admitted; zero for an admitted call,
     *     {@link #NEVER} if waiting does not help; not null
     * @param delay how long an admitted call has to wait before it runs; zero if it need not wait;
     *     not null
     * @param limits the state of each limit, in the order of the policy; copied; neither it nor an
     *     element is null
     * @throws NullPointerException if a parameter is null
     */
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

    /**
     * Creates a decision with the reason {@link Reason#ADMITTED} or {@link Reason#QUOTA}, without a
     * delay and without a partition. The ranges of numbers and durations are not checked.
     *
     * @param allowed whether the call may run
     * @param policy the name of the policy that decided; not null
     * @param limit the quota of the deciding limit, in permits per window
     * @param remaining the permits that are left in the deciding limit; at least 0
     * @param resetAfter the time until the whole quota of the deciding limit is available; not
     *     negative, not null
     * @param retryAfter the time until the call would be admitted; zero for an admitted call,
     *     {@link #NEVER} if waiting does not help; not null
     * @param limits the state of each limit, in the order of the policy; copied; neither it nor an
     *     element is null
     * @throws NullPointerException if a parameter is null
     */
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
     * Creates an admission by the only limit of a policy. The ranges of numbers are not checked.
     *
     * @param source computes what the decision tells when asked; not null
     * @param first what the limit has counted, this call included
     * @param second what else it has counted; 0 for a limit that counts one number
     * @param atMillis when the call was counted, in milliseconds since the epoch
     * @param delayMillis how long the call has to wait, in milliseconds; 0 if it need not wait
     * @throws NullPointerException if {@code source} is null
     */
    public Decision(Source source, long first, long second, long atMillis, long delayMillis) {
        this.source = Objects.requireNonNull(source, "source");
        this.first = first;
        this.second = second;
        this.atMillis = atMillis;
        this.delayMillis = delayMillis;
    }

    /**
     * Whether the call may run. A rejected call costs nothing.
     *
     * @return true if the policy admitted the call, false if it rejected the call
     */
    public boolean allowed() {
        return !(source instanceof DecisionValues known) || known.allowed();
    }

    /**
     * Returns the name of the policy that decided.
     *
     * @return the NAME of {@code throttled.policy.NAME.}, or the name that {@link Throttled}
     *     describes for a policy of an annotation. Names of built-in policies begin with {@code
     *     throttled-}
     */
    public String policy() {
        return source.policy();
    }

    /**
     * Returns the quota of the deciding limit.
     *
     * @return permits per window, or permits at a time for a limit of concurrent calls; at least 1
     */
    public long limit() {
        return state().quota();
    }

    /**
     * Returns the permits left in the deciding limit after this call.
     *
     * @return at least 0; 0 for a banned or denied caller. A {@code burst} may exceed the quota
     */
    public long remaining() {
        return state().remaining();
    }

    /**
     * Returns the time until the deciding limit has its whole quota again, if no further call
     * consumes permits.
     *
     * @return not negative; zero if the whole quota is available. The end of concurrent calls
     *     cannot be predicted, so a limit of these estimates 1 second
     */
    public Duration resetAfter() {
        return state().resetAfter();
    }

    /**
     * Returns the time until this call would be admitted, if no other call consumes permits.
     *
     * @return {@link Duration#ZERO} for an admitted call; {@link #NEVER} for a call that costs more
     *     than the limit can ever hold, and for a denied caller. It is an estimate of 1 second for
     *     a limit of concurrent calls, and for {@link Reason#STORE_FAILURE}
     */
    public Duration retryAfter() {
        return state().retryAfter();
    }

    /**
     * Returns how long an admitted call has to wait before it runs.
     *
     * @return longer than {@link Duration#ZERO} only if the policy sets {@code max-wait}, which is
     *     then the maximum
     */
    public Duration delay() {
        return source instanceof DecisionValues known
                ? known.delay()
                : Duration.ofMillis(delayMillis);
    }

    /**
     * Returns the state of each limit of the policy.
     *
     * @return in the order of the policy; it cannot be modified. A decision of a policy has at
     *     least one limit
     */
    public List<LimitState> limits() {
        return source instanceof DecisionValues known ? known.limits() : List.of(state());
    }

    /**
     * Returns why the call was admitted or rejected.
     *
     * @return {@link Reason#ADMITTED} if and only if the call is {@link #allowed}
     */
    public Reason reason() {
        return source instanceof DecisionValues known ? known.reason() : Reason.ADMITTED;
    }

    /**
     * Returns a value that stands for the partition key in the {@code RateLimit} fields without
     * disclosing it.
     *
     * @return Base64; empty unless {@code throttled.partition-key-secret} is set
     */
    public String partition() {
        return source instanceof DecisionValues known ? known.partition() : "";
    }

    /**
     * Whether waiting does not help, because the call costs more than the limit can ever hold or
     * its caller is denied.
     *
     * @return true if {@link #retryAfter} is {@link #NEVER}
     */
    public boolean never() {
        return retryAfter().equals(NEVER);
    }

    /** Whether the other object is a decision with the same values. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Decision that && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    @Override
    public String toString() {
        return values().toString();
    }

    private DecisionValues values() {
        return source instanceof DecisionValues known ? known : DecisionValues.of(this);
    }

    /** The state of the deciding limit. */
    private LimitState state() {
        return source.state(first, second, atMillis);
    }

    /**
     * The state of one limit of a policy.
     *
     * @param quota permits per window, or permits at a time for a limit of concurrent calls; at
     *     least 1
     * @param window the length of the window; zero for a limit of concurrent calls
     * @param remaining the permits left after the call; at least 0
     * @param moreAfter the time until more permits are left, if no further call consumes permits;
     *     zero if all are left, or if the time is unknown, as for a limit of concurrent calls
     * @param resetAfter the time until the whole quota is available again, if no further call
     *     consumes permits; not negative
     * @param retryAfter the time until this limit would admit the call. It is zero if the limit
     *     admits the call now, and {@link #NEVER} if waiting does not help
     * @param quotaUnit what a permit stands for; not null
     */
    public record LimitState(
            long quota,
            Duration window,
            long remaining,
            Duration moreAfter,
            Duration resetAfter,
            Duration retryAfter,
            QuotaUnit quotaUnit) {

        /** Creates the state of a limit of requests. */
        public LimitState(
                long quota,
                Duration window,
                long remaining,
                Duration moreAfter,
                Duration resetAfter,
                Duration retryAfter) {
            this(quota, window, remaining, moreAfter, resetAfter, retryAfter, QuotaUnit.REQUESTS);
        }

        /**
         * Creates the state of a limit of requests in which more permits are left when this limit
         * would admit the call, or if it does, when its whole quota is available.
         */
        public LimitState(
                long quota,
                Duration window,
                long remaining,
                Duration resetAfter,
                Duration retryAfter) {
            this(
                    quota,
                    window,
                    remaining,
                    retryAfter.isZero() || retryAfter.equals(NEVER) ? resetAfter : retryAfter,
                    resetAfter,
                    retryAfter);
        }
    }
}
