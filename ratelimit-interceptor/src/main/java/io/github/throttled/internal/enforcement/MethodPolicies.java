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

/** What a call of one method must pass, prepared at deployment. Thread-safe. */
public final class MethodPolicies {

    private final ThrottledElement site;
    private final ThrottledParameters parameters;
    private final DelayStrategy turn;
    private final Function<Charge, PolicyEnforcer> newCheck;
    private volatile Checks checks;
    private volatile boolean onlyBehindFilter;

    /**
     * What is checked.
     *
     * @param charges what all checks are for
     * @param anonymous those of the early ones that need not know who the user is
     * @param early those of a request that is not read yet
     * @param late those that need the method's arguments
     */
    private record Checks(
            List<Charge> charges,
            List<PolicyEnforcer> anonymous,
            List<PolicyEnforcer> early,
            List<PolicyEnforcer> late) {}

    public MethodPolicies(
            ThrottledElement site,
            List<Charge> charges,
            DelayStrategy turn,
            Function<Charge, PolicyEnforcer> newCheck) {
        this.site = site;
        this.turn = turn;
        this.parameters = ThrottledParameters.of(site.method());
        this.newCheck = newCheck;
        this.checks = checks(charges);
    }

    /** Charges calls differently from now on, if these are other charges than before. */
    public void renew(List<Charge> charges) {
        if (!charges.equals(checks.charges())) {
            checks = checks(charges);
        }
    }

    /** The policies that may reject a call. */
    public List<Policy> policies() {
        return checks.charges().stream()
                .map(Charge::policy)
                .filter(policy -> policy.scope().mode() == Mode.ENFORCE)
                .toList();
    }

    /** Whether anything can be charged before anybody knows who the user is. */
    public boolean precedesAuthentication() {
        return !checks.anonymous().isEmpty();
    }

    /** Charges a request before anybody knows who the user is, as far as that is possible. */
    public void passAnonymously(RateLimitContext passage, Caller caller) {
        passage.through(checks.anonymous(), caller);
    }

    /**
     * Charges a request before the method's arguments are known, as far as that is possible, and
     * for nothing that it has been charged for already.
     */
    public void pass(RateLimitContext passage, Caller caller) {
        passage.through(checks.early(), caller);
    }

    /** Charges a call. */
    public RateLimitContext pass(Caller caller, Object[] arguments) {
        Caller call = new BeanCall(caller, parameters, arguments);
        RateLimitContext passage = RateLimitContext.ofCall();
        Checks now = checks;
        passage.through(now.early(), call);
        passage.through(now.late(), call);
        return passage;
    }

    /** Charges a call for what the request could not be charged for. */
    public void passOn(RateLimitContext passage, Caller caller, Object[] arguments) {
        passage.through(checks.late(), new BeanCall(caller, parameters, arguments));
    }

    /**
     * Says that a request filter charges every call of the method, and that the method runs where
     * the interceptor can neither know that nor be heard: in an asynchronous EJB call.
     *
     * @throws DeploymentException if the filter cannot charge it
     */
    public void onlyBehindFilter() {
        if (!checks.late().isEmpty()) {
            throw new DeploymentException(
                    "Throttled cannot charge calls of "
                            + site.method()
                            + " by its parameters: an asynchronous EJB is called when the request has"
                            + " been let in. Throttle a bean behind it.");
        }
        onlyBehindFilter = true;
    }

    /**
     * Checks that the interceptor will see the call that a request makes, if it must be charged by
     * its arguments: a locator of sub-resources may have made the object by itself.
     *
     * @param resource whose method JAX-RS will call; null if that is not known
     * @throws IllegalStateException if nothing would ever charge the call
     */
    public void checkIntercepted(Object resource) {
        if (resource != null
                && !checks.late().isEmpty()
                && MethodKey.isWritten(resource.getClass())
                && site.type().isInstance(resource)) {
            throw new IllegalStateException(
                    "%s: calls of %s are charged by a parameter, which can be seen only in a bean, and this object of %s is none; let the locator return one that CDI has injected or selected, and not one that it makes by new."
                            .formatted(
                                    site.place(),
                                    site.method().getName(),
                                    resource.getClass().getName()));
        }
    }

    /** When calls that have been let in begin. */
    public DelayStrategy turn() {
        return turn;
    }

    public ThrottledElement site() {
        return site;
    }

    public boolean isOnlyBehindFilter() {
        return onlyBehindFilter;
    }

    private Checks checks(List<Charge> charges) {
        List<PolicyEnforcer> early = new ArrayList<>();
        List<PolicyEnforcer> anonymous = new ArrayList<>();
        List<PolicyEnforcer> late = new ArrayList<>();
        for (Charge charge : charges) {
            PolicyEnforcer check = newCheck.apply(charge);
            (parameters.areNeeded(charge) ? late : early).add(check);
            if (!parameters.areNeeded(charge) && charge.precedesAuthentication()) {
                anonymous.add(check);
            }
        }
        return new Checks(charges, anonymous, early, late);
    }
}
