package io.github.throttled.internal.enforcement;

import io.github.throttled.Strategy;
import io.github.throttled.internal.config.model.Charge;
import io.github.throttled.internal.config.model.Cost;
import io.github.throttled.internal.config.model.CountOn;
import io.github.throttled.internal.config.model.Counting;
import io.github.throttled.internal.config.model.KeyExpression;
import io.github.throttled.internal.config.model.Limit;
import io.github.throttled.internal.config.model.Mode;
import io.github.throttled.internal.config.model.OnStoreFailure;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.config.model.Scope;
import io.github.throttled.internal.key.Caller;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What requests for something of ours must pass, whatever the application limits. Thread-safe. */
public final class BuiltInPolicies {

    private static final String CONSOLE = "throttled-console";
    private static final String LIMITS = "throttled-limits";
    private static final int MAX_KEYS = 100_000;

    private final List<PolicyEnforcer> checks;

    private BuiltInPolicies(Policy policy, Function<Charge, PolicyEnforcer> newCheck) {
        this.checks = List.of(newCheck.apply(Charge.of(policy)));
    }

    /**
     * Before the console: what counts are wrong passwords. The window slides, so that a guesser
     * gains nothing from its end.
     *
     * @param limits for one address
     */
    public static BuiltInPolicies ofConsole(
            List<Limit> limits, Function<Charge, PolicyEnforcer> newCheck) {
        Counting sliding = new Counting(Strategy.SLIDING_WINDOW);
        CountOn wrongPasswords = new CountOn(List.of("401"));
        return new BuiltInPolicies(
                policy(CONSOLE, limits, sliding, "ip", wrongPasswords), newCheck);
    }

    /**
     * Before what tells callers their limits. Permits are leased, since to ask the grid for each
     * would cost as much as the answer.
     *
     * @param limits for one user or address
     */
    public static BuiltInPolicies ofLimits(
            List<Limit> limits, Function<Charge, PolicyEnforcer> newCheck) {
        Counting leased =
                new Counting(
                        Strategy.FIXED_WINDOW,
                        0,
                        0,
                        Duration.ZERO,
                        Counting.AUTO,
                        ZoneId.of("UTC"));
        return new BuiltInPolicies(
                policy(LIMITS, limits, leased, "user|ip", CountOn.EVERY_CALL), newCheck);
    }

    /** Charges a request. */
    public void pass(RateLimitContext passage, Caller caller) {
        passage.through(checks, caller);
    }

    private static Policy policy(
            String name, List<Limit> limits, Counting counting, String key, CountOn countOn) {
        Scope scope = new Scope(Mode.ENFORCE, List.of(), List.of(), countOn, Optional.empty());
        return new Policy(
                name,
                limits,
                counting,
                KeyExpression.parse(key),
                new Cost(1),
                scope,
                OnStoreFailure.LOCAL,
                MAX_KEYS);
    }
}
