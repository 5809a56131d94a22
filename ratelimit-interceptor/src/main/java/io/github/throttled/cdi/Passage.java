package io.github.throttled.cdi;

import io.github.throttled.Decision;
import io.github.throttled.engine.Grant;
import io.github.throttled.key.Caller;
import io.github.throttled.policy.CountOn;
import io.github.throttled.policy.Policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A call on its way through a gate: what each policy said to it, and what it took. Not thread-safe,
 * but may be handed from one thread to another.
 */
public final class Passage {

    private record Paid(Check check, Grant grant) {}

    private final List<Paid> paid = new ArrayList<>();
    private Decision rejection;

    /**
     * Charges the policies in turn, those that have been charged excepted, until one rejects the
     * call; then those before it give back what they took.
     */
    void through(Iterable<Check> checks, Caller caller) {
        for (Check check : checks) {
            if (rejection != null) {
                return;
            }
            Grant grant = isPaid(check.policy()) ? null : check.charge(caller);
            if (grant != null) {
                paid.add(new Paid(check, grant));
            }
            if (grant != null && check.isEnforced() && !grant.decision().allowed()) {
                rejection = grant.decision();
                giveBack(policy -> true);
            }
        }
    }

    /** The decision that rejected the call, if one did. */
    public Optional<Decision> rejection() {
        return Optional.ofNullable(rejection);
    }

    /** What the enforced policies said, in order; none of those who let the call pass unseen. */
    public List<Decision> decisions() {
        return paid.stream()
                .filter(p -> p.check().isEnforced())
                .map(p -> p.grant().decision())
                .toList();
    }

    /** The call was answered with this status: policies that do not count it give back. */
    public void ended(int status) {
        giveBack(countOn -> !countOn.counts(status));
    }

    /** The call returned: policies that only count failures give back. */
    void returned() {
        giveBack(countOn -> !countOn.isEveryCall());
    }

    /** The call threw this: policies that do not count it give back. */
    void failed(Throwable failure) {
        giveBack(countOn -> !countOn.counts(failure));
    }

    private boolean isPaid(Policy policy) {
        return paid.stream().anyMatch(p -> p.check().policy().name().equals(policy.name()));
    }

    private void giveBack(Predicate<CountOn> whose) {
        paid.stream()
                .filter(p -> whose.test(p.check().policy().scope().countOn()))
                .forEach(p -> p.grant().giveBack());
    }
}
