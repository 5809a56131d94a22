package io.github.throttled.cdi;

import io.github.throttled.Decision;
import io.github.throttled.engine.Limiter;
import io.github.throttled.key.Caller;
import io.github.throttled.key.PartitionKey;
import io.github.throttled.policy.Charge;
import io.github.throttled.policy.Policy;
import io.github.throttled.policy.Settings;

import java.util.ArrayList;
import java.util.List;

/** What a call of one method must pass, prepared at deployment. Thread-safe. */
public final class Gate {

    private final Limiter limiter;
    private final List<Check> checks;
    private volatile boolean onlyBehindFilter;

    private record Check(Policy policy, PartitionKey key, long permits) {}

    Gate(Limiter limiter, List<Charge> charges, Settings settings) {
        this.limiter = limiter;
        this.checks = charges.stream().map(charge -> check(charge, settings)).toList();
    }

    /**
     * Charges a call to each policy in turn, until one rejects it.
     *
     * @return the decisions taken, at least one; only the last can be a rejection
     */
    public List<Decision> pass(Caller caller) {
        List<Decision> decisions = new ArrayList<>(checks.size());
        for (Check check : checks) {
            String key = check.key().of(caller);
            Decision decision = limiter.decide(check.policy(), key, check.permits());
            decisions.add(decision);
            if (!decision.allowed()) {
                break;
            }
        }
        return decisions;
    }

    /**
     * Says that a request filter charges every call of the method, and that the method runs where
     * the interceptor can neither know that nor be heard: in an asynchronous EJB call.
     */
    public void onlyBehindFilter() {
        onlyBehindFilter = true;
    }

    boolean isOnlyBehindFilter() {
        return onlyBehindFilter;
    }

    private static Check check(Charge charge, Settings settings) {
        PartitionKey key =
                PartitionKey.of(
                        charge.policy().key(), settings.ipv4Prefix(), settings.ipv6Prefix());
        return new Check(charge.policy(), key, charge.permits());
    }
}
