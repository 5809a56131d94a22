package io.github.throttled.internal.enforcement;

import io.github.throttled.CostResolver;
import io.github.throttled.internal.config.model.Cost;
import io.github.throttled.internal.config.syntax.LoggableException;
import io.github.throttled.internal.key.Caller;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** What calls cost: what the policy says, times what the call's parameter says. */
final class CostCalculator {

    private static final Logger LOG = System.getLogger(CostCalculator.class.getName());

    private final AtomicBoolean failed = new AtomicBoolean();
    private final Cost cost;
    private final Function<String, CostResolver> beans;

    /**
     * @param beans finds the bean of a name
     */
    CostCalculator(Cost cost, Function<String, CostResolver> beans) {
        this.cost = cost;
        this.beans = beans;
    }

    /** At least 1 permit. */
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
                        "The cost resolver '" + name + "' fails; where it does, calls cost 1.",
                        LoggableException.of(e));
            }
            return 1;
        }
    }
}
