package io.github.throttled.internal.enforcement;

import io.github.throttled.internal.config.model.Charge;
import io.github.throttled.internal.config.model.Mode;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.config.model.ThrottledElement;
import io.github.throttled.internal.key.Caller;

import jakarta.enterprise.inject.spi.DeploymentException;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The policies of one method, resolved at deployment. Thread-safe. */
public final class MethodPolicies {

    private final ThrottledElement element;
    private final ThrottledParameters parameters;
    private final DelayStrategy delayStrategy;
    private final Function<Charge, PolicyEnforcer> newEnforcer;
    private volatile Enforcers enforcers;
    private volatile boolean onlyBehindFilter;

    /**
     * The enforcers of the method, grouped by what they need to know.
     *
     * @param charges the charges of all enforcers
     * @param anonymous the early enforcers that do not need the authenticated user
     * @param early the enforcers that do not need the arguments of the method
     * @param late the enforcers that need the arguments of the method
     */
    private record Enforcers(
            List<Charge> charges,
            List<PolicyEnforcer> anonymous,
            List<PolicyEnforcer> early,
            List<PolicyEnforcer> late) {}

    public MethodPolicies(
            ThrottledElement element,
            List<Charge> charges,
            DelayStrategy delayStrategy,
            Function<Charge, PolicyEnforcer> newEnforcer) {
        this.element = element;
        this.delayStrategy = delayStrategy;
        this.parameters = ThrottledParameters.of(element.method());
        this.newEnforcer = newEnforcer;
        this.enforcers = enforcers(charges);
    }

    /** Applies changed charges to all further calls. */
    public void renew(List<Charge> charges) {
        if (!charges.equals(enforcers.charges())) {
            enforcers = enforcers(charges);
        }
    }

    /** Returns the policies that may reject a call. */
    public List<Policy> policies() {
        return enforcers.charges().stream()
                .map(Charge::policy)
                .filter(policy -> policy.scope().mode() == Mode.ENFORCE)
                .toList();
    }

    /** Whether any policy can charge a request before authentication. */
    public boolean precedesAuthentication() {
        return !enforcers.anonymous().isEmpty();
    }

    /** Charges a request before authentication, for the policies that do not need the user. */
    public void chargeAnonymous(RateLimitContext context, Caller caller) {
        context.enforce(enforcers.anonymous(), caller);
    }

    /**
     * Charges a request for all policies that do not need the arguments of the method. Policies
     * that have already charged the request are skipped.
     */
    public void charge(RateLimitContext context, Caller caller) {
        context.enforce(enforcers.early(), caller);
    }

    /** Charges a call of the method for all its policies. */
    public RateLimitContext charge(Caller caller, Object[] arguments) {
        Caller call = new BeanCall(caller, parameters, arguments);
        RateLimitContext context = RateLimitContext.ofCall();
        Enforcers now = enforcers;
        context.enforce(now.early(), call);
        context.enforce(now.late(), call);
        return context;
    }

    /**
     * Charges a call for the policies that need its arguments, after a filter has charged the
     * request for the others.
     */
    public void chargeRemaining(RateLimitContext context, Caller caller, Object[] arguments) {
        context.enforce(enforcers.late(), new BeanCall(caller, parameters, arguments));
    }

    /**
     * Declares that the request filter charges every call of this method, and that the interceptor
     * must not.
     *
     * <p>The interceptor of an asynchronous EJB method runs on another thread. There it cannot know
     * that the filter has charged the call, and it cannot reject the request.
     *
     * @throws DeploymentException if a policy needs the arguments of the method, which the filter
     *     does not know
     */
    public void onlyBehindFilter() {
        if (!enforcers.late().isEmpty()) {
            throw new DeploymentException(
                    "Throttled cannot charge calls of "
                            + element.method()
                            + " by its parameters: an asynchronous EJB is called after the request was"
                            + " admitted. Throttle a bean that it calls.");
        }
        onlyBehindFilter = true;
    }

    /**
     * Checks that an interceptor will see the call of a request, if a policy needs the arguments of
     * the method.
     *
     * <p>A sub-resource locator may have created the object without CDI. Then no interceptor
     * charges the call.
     *
     * @param resource the object whose method JAX-RS will call; null if unknown
     * @throws IllegalStateException if nothing would charge the call
     */
    public void checkIntercepted(Object resource) {
        if (resource != null
                && !enforcers.late().isEmpty()
                && MethodKey.isWritten(resource.getClass())
                && element.type().isInstance(resource)) {
            throw new IllegalStateException(
                    "%s: a parameter decides how calls of %s are charged, and only a bean can intercept them, but this object of %s is no bean. Let the locator return an object that CDI has injected or selected, instead of one created by new."
                            .formatted(
                                    element.place(),
                                    element.method().getName(),
                                    resource.getClass().getName()));
        }
    }

    /** Returns how admitted calls are delayed. */
    public DelayStrategy delayStrategy() {
        return delayStrategy;
    }

    public ThrottledElement element() {
        return element;
    }

    public boolean isOnlyBehindFilter() {
        return onlyBehindFilter;
    }

    private Enforcers enforcers(List<Charge> charges) {
        List<PolicyEnforcer> early = new ArrayList<>();
        List<PolicyEnforcer> anonymous = new ArrayList<>();
        List<PolicyEnforcer> late = new ArrayList<>();
        for (Charge charge : charges) {
            PolicyEnforcer enforcer = newEnforcer.apply(charge);
            (parameters.areNeeded(charge) ? late : early).add(enforcer);
            if (!parameters.areNeeded(charge) && charge.precedesAuthentication()) {
                anonymous.add(enforcer);
            }
        }
        return new Enforcers(charges, anonymous, early, late);
    }
}
