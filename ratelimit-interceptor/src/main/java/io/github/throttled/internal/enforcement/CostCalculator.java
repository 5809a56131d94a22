package io.github.throttled.internal.enforcement;

import io.github.throttled.CostResolver;
import io.github.throttled.internal.config.model.Cost;
import io.github.throttled.internal.config.syntax.LoggableException;
import io.github.throttled.internal.key.Caller;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Calculates the cost of a call: the cost of the policy, multiplied by the cost of the call's
 * parameter.
 */
final class CostCalculator {

    private static final Logger LOG = System.getLogger(CostCalculator.class.getName());

    private final AtomicBoolean failed = new AtomicBoolean();
    private final Cost cost;
    private final Function<String, CostResolver> beans;

    /**
     * @param cost the cost that the policy declares
     * @param beans finds the cost resolver with a given bean name
     */
    CostCalculator(Cost cost, Function<String, CostResolver> beans) {
        this.cost = cost;
        this.beans = beans;
    }

    /** Returns the cost of a call in permits; at least 1. */
    long of(Caller call) {
        long base = cost.resolver().isPresent() ? resolved(call) : cost.permits();
        long times = ArgumentCost.of(call.costArgument());
        return base > Long.MAX_VALUE / times ? Long.MAX_VALUE : base * times;
    }

    private long resolved(Caller call) {
        String name = cost.resolver().orElseThrow();
        try {
            return Math.max(1, beans.apply(name).cost(call));
        } catch (RuntimeException e) {
            if (failed.compareAndSet(false, true)) {
                LOG.log(
                        Level.WARNING,
                        "The cost resolver '" + name + "' failed. Calls cost 1 whenever it fails.",
                        LoggableException.of(e));
            }
            return 1;
        }
    }
}
