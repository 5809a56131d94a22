package io.github.throttled.cdi;

import io.github.throttled.engine.Limiter;
import io.github.throttled.key.Caller;
import io.github.throttled.policy.Charge;
import io.github.throttled.policy.Settings;

import jakarta.enterprise.inject.spi.DeploymentException;

import java.lang.reflect.Method;
import java.util.List;
import java.util.function.Function;

/** What a call of one method must pass, prepared at deployment. Thread-safe. */
public final class Gate {

    private final List<Check> checks;
    private final List<Check> withArguments;
    private final Method method;
    private final Parameters parameters;
    private volatile boolean onlyBehindFilter;

    Gate(
            Limiter limiter,
            Resolvers resolvers,
            Method method,
            List<Charge> charges,
            Settings settings) {
        this.method = method;
        this.parameters = Parameters.of(method);
        this.checks =
                checks(charges, false, charge -> new Check(limiter, resolvers, charge, settings));
        this.withArguments =
                checks(charges, true, charge -> new Check(limiter, resolvers, charge, settings));
    }

    /** Charges a request before the method's arguments are known, as far as that is possible. */
    public void pass(Passage passage, Caller caller) {
        passage.through(checks, caller);
    }

    /** Charges a call. */
    Passage pass(Caller caller, Object[] arguments) {
        Caller call = new BeanCall(caller, parameters, arguments);
        Passage passage = new Passage();
        passage.through(checks, call);
        passage.through(withArguments, call);
        return passage;
    }

    /** Charges a call for what the request could not be charged for. */
    void passOn(Passage passage, Caller caller, Object[] arguments) {
        passage.through(withArguments, new BeanCall(caller, parameters, arguments));
    }

    /**
     * Says that a request filter charges every call of the method, and that the method runs where
     * the interceptor can neither know that nor be heard: in an asynchronous EJB call.
     *
     * @throws DeploymentException if the filter cannot charge it
     */
    public void onlyBehindFilter() {
        if (!withArguments.isEmpty()) {
            throw new DeploymentException(
                    "Throttled cannot charge calls of "
                            + method
                            + " by its parameters: an asynchronous EJB is called when the request has"
                            + " been let in. Throttle a bean behind it.");
        }
        onlyBehindFilter = true;
    }

    boolean isOnlyBehindFilter() {
        return onlyBehindFilter;
    }

    private List<Check> checks(
            List<Charge> charges, boolean withArguments, Function<Charge, Check> check) {
        return charges.stream()
                .filter(charge -> needsArguments(charge) == withArguments)
                .map(check)
                .toList();
    }

    private boolean needsArguments(Charge charge) {
        return parameters.cost().isPresent() || charge.policy().key().needsArguments();
    }
}
