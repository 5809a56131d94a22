package io.github.throttled.cdi;

import io.github.throttled.Strategy;
import io.github.throttled.key.Caller;
import io.github.throttled.policy.Charge;
import io.github.throttled.policy.Cost;
import io.github.throttled.policy.CountOn;
import io.github.throttled.policy.Counting;
import io.github.throttled.policy.KeyExpression;
import io.github.throttled.policy.Limit;
import io.github.throttled.policy.Mode;
import io.github.throttled.policy.OnStoreFailure;
import io.github.throttled.policy.Policy;
import io.github.throttled.policy.Scope;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a log-in to the console must pass, whatever the application limits. Thread-safe. */
public final class ConsoleGate {

    private static final String NAME = "throttled-console";
    private static final int MAX_KEYS = 100_000;

    private final List<Check> checks;

    /**
     * @param limits of wrong passwords from one address
     */
    ConsoleGate(List<Limit> limits, Function<Charge, Check> newCheck) {
        this.checks = List.of(newCheck.apply(Charge.of(policy(limits))));
    }

    /** Charges a request that brings a password. */
    public void pass(Passage passage, Caller caller) {
        passage.through(checks, caller);
    }

    /** Sliding, so that a guesser gains nothing from the end of a window. */
    private static Policy policy(List<Limit> limits) {
        Scope wrongPasswords =
                new Scope(
                        Mode.ENFORCE,
                        List.of(),
                        List.of(),
                        new CountOn(List.of("401")),
                        Optional.empty());
        return new Policy(
                NAME,
                limits,
                new Counting(Strategy.SLIDING_WINDOW),
                KeyExpression.parse("ip"),
                new Cost(1),
                wrongPasswords,
                OnStoreFailure.LOCAL,
                MAX_KEYS);
    }
}
