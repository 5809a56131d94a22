package io.github.throttled.cdi;

import io.github.throttled.engine.Limiter;
import io.github.throttled.key.Caller;
import io.github.throttled.policy.Charge;
import io.github.throttled.policy.Settings;

import java.util.List;

/** What a call of one method must pass, prepared at deployment. Thread-safe. */
public final class Gate {

    private final List<Check> checks;
    private volatile boolean onlyBehindFilter;

    Gate(Limiter limiter, List<Charge> charges, Settings settings) {
        this.checks = charges.stream().map(charge -> new Check(limiter, charge, settings)).toList();
    }

    /** Charges a call to each policy in turn, to all or to none. */
    public Passage pass(Caller caller) {
        Passage passage = new Passage();
        passage.through(checks, caller);
        return passage;
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
}
