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
import java.util.function.Predicate;

/**
 * A call on its way through a gate: what each policy said to it, and what it took. Not thread-safe,
 * but may be handed from one thread to another.
 */
public final class RateLimitContext {

    private record Paid(PolicyEnforcer check, Grant grant) {

        Duration delay() {
            return check.isEnforced() && check.policy().counting().delaysCalls()
                    ? grant.decision().delay()
                    : Duration.ZERO;
        }

        /** Whether the permits are the call's only until it ends. */
        boolean isHeld() {
            return check.policy().counting().isHeld();
        }

        CountOn countOn() {
            return check.policy().scope().countOn();
        }

        void ends(boolean costs) {
            if (costs) {
                grant.charge();
            } else {
                grant.giveBack();
            }
        }
    }

    private final List<Paid> paid = new ArrayList<>();
    private final boolean isOfRequest;
    private List<Paid> untold = List.of();
    private Decision rejection;
    private boolean isAnswered;
    private boolean hasFailedLogin;
    private String line = "";
    private long turnNanos;

    private RateLimitContext(boolean isOfRequest) {
        this.isOfRequest = isOfRequest;
    }

    /** That of a call of a bean, which is over when it is rejected. */
    static RateLimitContext ofCall() {
        return new RateLimitContext(false);
    }

    /** That of a request, which is {@link #answered} in any case. */
    public static RateLimitContext ofRequest() {
        return new RateLimitContext(true);
    }

    /**
     * Charges the policies in turn, those that have been charged excepted, until one rejects the
     * call; then those before it give back what they took.
     */
    public void through(Iterable<PolicyEnforcer> checks, Caller caller) {
        for (PolicyEnforcer check : checks) {
            if (rejection != null) {
                return;
            }
            Grant grant = isPaid(check.policy()) ? null : check.charge(caller);
            if (grant != null) {
                paid.add(new Paid(check, grant));
                lineUp(paid.get(paid.size() - 1), caller);
            }
            if (grant != null && check.isEnforced() && !grant.allowed()) {
                rejection = grant.decision();
                giveBackTaken();
            }
        }
    }

    /**
     * How long the call still has to wait for its turn; zero if that has come. The turn is that of
     * the policy that makes it wait longest.
     */
    public Duration delay() {
        return !line.isEmpty()
                ? Duration.ofNanos(Math.max(0, turnNanos - System.nanoTime()))
                : Duration.ZERO;
    }

    /** In whose line it waits: that of the key of that policy. */
    public String line() {
        return line;
    }

    /**
     * Rejects the call because it cannot wait for its turn.
     *
     * @return what to throw
     */
    public RateLimitExceededException turnAway() {
        for (int i = 0; i < paid.size(); i++) {
            Paid waits = paid.get(i);
            if (!waits.delay().isZero()) {
                paid.set(i, new Paid(waits.check(), waits.grant().rejectedAsWaitingRoomFull()));
            }
        }
        rejection =
                decisions().stream()
                        .filter(decision -> !decision.allowed())
                        .max(Comparator.comparing(Decision::retryAfter))
                        .orElseThrow();
        giveBackTaken();
        return new RateLimitExceededException(rejection);
    }

    /**
     * Lets the call go on if no policy has rejected it.
     *
     * @throws RateLimitExceededException if one has
     */
    public void checkAdmitted() {
        if (rejection != null) {
            throw new RateLimitExceededException(rejection);
        }
    }

    /** The decision that rejected the call, if one did. */
    public Optional<Decision> rejection() {
        return Optional.ofNullable(rejection);
    }

    /** What the enforced policies said, in order; none of those who let the call pass unseen. */
    public List<Decision> decisions() {
        List<Decision> decisions = new ArrayList<>(paid.size());
        for (Paid p : paid) {
            if (p.check().isEnforced()) {
                decisions.add(p.grant().decision());
            }
        }
        return decisions;
    }

    /**
     * The request came with a password that was checked, and wrong. That is an outcome of its own:
     * the request may still be answered like one of somebody whom nobody knows.
     */
    public void loginFailed() {
        hasFailedLogin = true;
    }

    /**
     * The call was answered with this status: policies that count it charge it, the others give
     * back. Does nothing the second time.
     */
    public void answered(int status) {
        if (!isAnswered) {
            isAnswered = true;
            end(p -> counts(p.countOn(), status));
        }
    }

    /** Our own rejection is no outcome of what was rejected. */
    private boolean counts(CountOn countOn, int status) {
        return rejection == null && countOn.counts(status)
                || hasFailedLogin && countOn.countsLogins();
    }

    /** Whether it was. */
    public boolean isAnswered() {
        return isAnswered;
    }

    /** The call costs nothing but a wrong password, and nobody is told of it. */
    public void refund() {
        giveBackTaken();
        keepToItself();
    }

    /** Nobody is told of what the call has paid so far. */
    public void keepToItself() {
        List<Paid> all = new ArrayList<>(untold);
        all.addAll(paid);
        untold = all;
        paid.clear();
    }

    /** The call has ended, answer and all: what it held is given back. */
    public void ended() {
        giveBack(Paid::isHeld);
    }

    /** The call returned, and ended: policies that only count failures give back. */
    void returned() {
        end(p -> p.countOn().isEveryCall());
        ended();
    }

    /** The call threw this, and ended: policies that count it charge it, the others give back. */
    void failed(Throwable failure) {
        end(p -> p.countOn().counts(failure));
        ended();
    }

    /** What is held is given back when the call has ended, whatever its outcome. */
    private void end(Predicate<Paid> costs) {
        end(paid, costs);
        end(untold, costs);
    }

    private static void end(List<Paid> some, Predicate<Paid> costs) {
        for (Paid p : some) {
            if (!p.isHeld()) {
                p.ends(costs.test(p));
            }
        }
    }

    /**
     * The call is rejected: all is given back, unless it is still to be seen whether it costs. That
     * is so of a request whose password may have been wrong.
     */
    private void giveBackTaken() {
        giveBack(p -> !isOfRequest || !p.grant().isUndecided());
    }

    private void lineUp(Paid last, Caller caller) {
        Duration delay = last.delay();
        if (delay.isZero()) {
            return;
        }
        long turn = System.nanoTime() + delay.toNanos();
        if (line.isEmpty() || turn - turnNanos > 0) {
            turnNanos = turn;
            line = last.check().line(caller);
        }
    }

    private boolean isPaid(Policy policy) {
        for (Paid p : paid) {
            if (p.check().policy().name().equals(policy.name())) {
                return true;
            }
        }
        return false;
    }

    private void giveBack(Predicate<Paid> whose) {
        for (Paid p : paid) {
            if (whose.test(p)) {
                p.grant().giveBack();
            }
        }
    }
}
