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

/**
 * The policies that protect the resources of Throttled itself, independent of the application's
 * policies. Thread-safe.
 */
public final class BuiltInPolicies {

    private static final String CONSOLE = "throttled-console";
    private static final String LIMITS = "throttled-limits";
    private static final int MAX_KEYS = 100_000;

    private final List<PolicyEnforcer> enforcers;

    private BuiltInPolicies(Policy policy, Function<Charge, PolicyEnforcer> newEnforcer) {
        this.enforcers = List.of(newEnforcer.apply(Charge.of(policy)));
    }

    /**
     * Creates the policy that limits failed logins to the console.
     *
     * <p>It counts only responses with status 401. It uses a sliding window, so that guessing
     * passwords gains nothing from the end of a window.
     *
     * @param limits per address
     * @param newEnforcer creates the enforcer of a charge
     */
    public static BuiltInPolicies ofConsole(
            List<Limit> limits, Function<Charge, PolicyEnforcer> newEnforcer) {
        Counting sliding = new Counting(Strategy.SLIDING_WINDOW);
        CountOn wrongPasswords = new CountOn(List.of("401"));
        return new BuiltInPolicies(
                policy(CONSOLE, limits, sliding, "ip", wrongPasswords), newEnforcer);
    }

    /**
     * Creates the policy that limits requests for the caller's own limits.
     *
     * <p>It leases permits, because asking the grid for each permit would cost as much as the
     * response itself.
     *
     * @param limits per user or address
     * @param newEnforcer creates the enforcer of a charge
     */
    public static BuiltInPolicies ofLimits(
            List<Limit> limits, Function<Charge, PolicyEnforcer> newEnforcer) {
        Counting leased =
                new Counting(
                        Strategy.FIXED_WINDOW,
                        0,
                        0,
                        Duration.ZERO,
                        Counting.AUTO,
                        ZoneId.of("UTC"));
        return new BuiltInPolicies(
                policy(LIMITS, limits, leased, "user|ip", CountOn.EVERY_CALL), newEnforcer);
    }

    /** Charges a request for the built-in policy. */
    public void charge(RateLimitContext context, Caller caller) {
        context.enforce(enforcers, caller);
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
