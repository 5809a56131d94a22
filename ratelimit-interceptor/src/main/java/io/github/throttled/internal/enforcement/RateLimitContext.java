package io.github.throttled.internal.enforcement;

import io.github.throttled.Decision;
import io.github.throttled.RateLimitExceededException;
import io.github.throttled.internal.config.model.CountOn;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.engine.Grant;
import io.github.throttled.internal.key.Caller;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The charges and decisions of one call. Not thread-safe, but one thread may hand it to another.
 *
 * <p>A call keeps the grant of each policy that charged it. There are three ways to give permits
 * back:
 *
 * <ul>
 *   <li>{@link #enforce} or {@link #rejectInsteadOfDelay} rejects the call: the policies that had
 *       admitted it get their permits back.
 *   <li>The outcome is known ({@link #answered}, {@link #returned}, {@link #failed}): policies that
 *       do not count this outcome get their permits back.
 *   <li>The call has {@link #ended}: policies that limit concurrent calls get their permits back.
 * </ul>
 */
public final class RateLimitContext {

    private record ChargedPolicy(PolicyEnforcer enforcer, Grant grant) {

        Duration delay() {
            return enforcer.isEnforced() && enforcer.policy().counting().delaysCalls()
                    ? grant.decision().delay()
                    : Duration.ZERO;
        }

        /**
         * Whether the policy limits concurrent calls, so that the permits return when the call
         * ends.
         */
        boolean isHeld() {
            return enforcer.policy().counting().isHeld();
        }

        CountOn countOn() {
            return enforcer.policy().scope().countOn();
        }

        /** Permits for concurrent calls return at the end, whatever the outcome was. */
        void settle(Predicate<ChargedPolicy> isCharged) {
            if (!isHeld()) {
                end(isCharged);
            }
        }

        void end(Predicate<ChargedPolicy> isCharged) {
            if (!isHeld() && isCharged.test(this)) {
                grant.charge();
            } else {
                grant.giveBack();
            }
        }
    }

    /** Hardly any call has more. */
    private static final int USUAL_POLICIES = 2;

    private final List<ChargedPolicy> charged = new ArrayList<>(USUAL_POLICIES);
    private final boolean isOfRequest;
    private List<ChargedPolicy> hidden = List.of();
    private Decision rejection;
    private boolean isAnswered;
    private boolean hasFailedLogin;
    private String queueKey = "";
    private long dueNanos;

    private RateLimitContext(boolean isOfRequest) {
        this.isOfRequest = isOfRequest;
    }

    /** Creates the context of a call of a bean; a rejection ends such a call. */
    static RateLimitContext ofCall() {
        return new RateLimitContext(false);
    }

    /**
     * Creates the context of a request; every request is {@link #answered}, also after a rejection.
     */
    public static RateLimitContext ofRequest() {
        return new RateLimitContext(true);
    }

    /**
     * Charges the call for each policy in order, until one rejects it. Then all policies before it
     * get their permits back. Policies that have already charged the call are skipped.
     */
    public void enforce(Iterable<PolicyEnforcer> enforcers, Caller caller) {
        for (PolicyEnforcer enforcer : enforcers) {
            if (rejection != null) {
                return;
            }
            Grant grant = isCharged(enforcer.policy()) ? null : enforcer.charge(caller);
            if (grant != null) {
                charged.add(new ChargedPolicy(enforcer, grant));
                updateDelay(charged.get(charged.size() - 1), caller);
            }
            if (grant != null && enforcer.isEnforced() && !grant.allowed()) {
                rejection = grant.decision();
                refundCharges();
            }
        }
    }

    /**
     * Returns how long the call still has to be delayed: the longest delay of all policies; zero if
     * none is left.
     */
    public Duration delay() {
        return !queueKey.isEmpty()
                ? Duration.ofNanos(Math.max(0, dueNanos - System.nanoTime()))
                : Duration.ZERO;
    }

    /**
     * Returns the key of the queue in which the call waits; it belongs to the policy with the
     * longest delay. Empty if the call was not delayed.
     */
    public String queueKey() {
        return queueKey;
    }

    /**
     * Rejects an admitted call because no place is free to wait for its delay.
     *
     * @return the exception to throw
     */
    public RateLimitExceededException rejectInsteadOfDelay() {
        for (int i = 0; i < charged.size(); i++) {
            ChargedPolicy delayed = charged.get(i);
            if (!delayed.delay().isZero()) {
                charged.set(
                        i,
                        new ChargedPolicy(
                                delayed.enforcer(), delayed.grant().rejectedAsWaitingRoomFull()));
            }
        }
        rejection =
                decisions().stream()
                        .filter(decision -> !decision.allowed())
                        .max(Comparator.comparing(Decision::retryAfter))
                        .orElseThrow();
        refundCharges();
        return new RateLimitExceededException(rejection);
    }

    /**
     * Throws an exception if a policy has rejected the call.
     *
     * @throws RateLimitExceededException if a policy has rejected the call
     */
    public void throwIfRejected() {
        if (rejection != null) {
            throw new RateLimitExceededException(rejection);
        }
    }

    /** Returns the decision that rejected the call; empty if none did. */
    public Optional<Decision> rejection() {
        return Optional.ofNullable(rejection);
    }

    /** Returns the decisions of the enforced policies in order, without those in dry run. */
    public List<Decision> decisions() {
        List<Decision> decisions = new ArrayList<>(charged.size());
        for (ChargedPolicy policy : charged) {
            if (policy.enforcer().isEnforced()) {
                decisions.add(policy.grant().decision());
            }
        }
        return decisions;
    }

    /**
     * Records that the request contained a wrong password.
     *
     * <p>This is an outcome of its own, because the response may still be the one for an
     * unauthenticated user.
     */
    public void loginFailed() {
        hasFailedLogin = true;
    }

    /**
     * Settles the charges by the status of the response: policies that count it charge the call,
     * the others get their permits back. Every further invocation does nothing.
     */
    public void answered(int status) {
        if (!isAnswered) {
            isAnswered = true;
            settle(policy -> isCounted(policy.countOn(), status));
        }
    }

    /**
     * A rejection by a policy is no outcome of the application, so {@code count-on} does not apply
     * to it.
     */
    private boolean isCounted(CountOn countOn, int status) {
        return rejection == null && countOn.counts(status)
                || hasFailedLogin && countOn.countsLogins();
    }

    /** Whether {@link #answered} was invoked. */
    public boolean isAnswered() {
        return isAnswered;
    }

    /**
     * Hides the decisions so far from the response. The charges stay and are settled with the
     * outcome.
     */
    public void hideDecisions() {
        List<ChargedPolicy> all = new ArrayList<>(hidden);
        all.addAll(charged);
        hidden = all;
        charged.clear();
    }

    /**
     * Ends the call after its response: policies that limit concurrent calls get their permits
     * back.
     */
    public void ended() {
        release(charged, ChargedPolicy::isHeld);
        release(hidden, ChargedPolicy::isHeld);
    }

    /**
     * Settles and ends a call that returned: policies that count only failures get their permits
     * back.
     */
    void returned() {
        end(policy -> policy.countOn().isEveryCall());
    }

    /**
     * Settles and ends a call that threw: policies that count this failure charge it, the others
     * get their permits back.
     */
    void failed(Throwable failure) {
        end(policy -> policy.countOn().counts(failure));
    }

    /** Settles all charges, and gives back the permits for concurrent calls. */
    private void end(Predicate<ChargedPolicy> isCharged) {
        forEach(charged, policy -> policy.end(isCharged));
        forEach(hidden, policy -> policy.end(isCharged));
    }

    private void settle(Predicate<ChargedPolicy> isCharged) {
        forEach(charged, policy -> policy.settle(isCharged));
        forEach(hidden, policy -> policy.settle(isCharged));
    }

    /** Without an iterator: this runs several times in each call. */
    private static void forEach(List<ChargedPolicy> policies, Consumer<ChargedPolicy> action) {
        for (int i = 0; i < policies.size(); i++) {
            action.accept(policies.get(i));
        }
    }

    /**
     * Gives permits back without charging the call: after a rejection, or because the request is
     * free. A charge of a request that depends on the outcome stays undecided, because the password
     * may have been wrong.
     */
    private void refundCharges() {
        release(charged, policy -> !isOfRequest || !policy.grant().isUndecided());
    }

    private void updateDelay(ChargedPolicy last, Caller caller) {
        Duration delay = last.delay();
        if (delay.isZero()) {
            return;
        }
        long due = System.nanoTime() + delay.toNanos();
        if (queueKey.isEmpty() || due - dueNanos > 0) {
            dueNanos = due;
            queueKey = last.enforcer().queueKey(caller);
        }
    }

    private boolean isCharged(Policy policy) {
        for (ChargedPolicy other : charged) {
            if (other.enforcer().policy().name().equals(policy.name())) {
                return true;
            }
        }
        return false;
    }

    private static void release(List<ChargedPolicy> policies, Predicate<ChargedPolicy> which) {
        forEach(
                policies,
                policy -> {
                    if (which.test(policy)) {
                        policy.grant().giveBack();
                    }
                });
    }
}
