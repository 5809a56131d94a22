package io.github.throttled.internal.cdi;

import io.github.throttled.RateLimitExceededException;
import io.github.throttled.internal.application.ThrottledApplication;
import io.github.throttled.internal.enforcement.AdmittedInvocation;
import io.github.throttled.internal.enforcement.FilterHandoff;
import io.github.throttled.internal.enforcement.InvocationCompletion;
import io.github.throttled.internal.enforcement.MethodPolicies;
import io.github.throttled.internal.enforcement.RateLimitContext;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.interceptor.InvocationContext;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Optional;

/**
 * Charges calls of beans on behalf of the interceptor.
 *
 * <p>All beans share one {@link SingletonInjectionTarget instance}. It has no proxy, because a
 * proxy costs more than finding the policies of a call.
 */
@Dependent
class Interception implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject private transient CurrentCaller caller;

    // Injected, because CDI.current() would have to find the caller's class for each call.
    @Inject private transient ThrottledExtension extension;

    // The injected extension is a proxy, which is slower than all of our work on a call.
    private transient volatile ThrottledApplication application;

    /** Runs the call, or throws {@link RateLimitExceededException} if a policy rejects it. */
    public Object charge(InvocationContext call) throws Exception {
        Optional<MethodPolicies> policies = policies(call);
        if (policies.isEmpty()) {
            return call.proceed();
        }
        Optional<RateLimitContext> charged = FilterHandoff.take(policies.get());
        if (charged.isEmpty()) {
            return charge(policies.get(), call);
        }
        policies.get().chargeRemaining(charged.get(), caller, call.getParameters());
        charged.get().throwIfRejected();
        // The response filter settles the charges.
        return policies.get()
                .delayStrategy()
                .proceed(new AdmittedInvocation(charged.get(), caller, call, call::proceed));
    }

    /**
     * Runs the timeout method of a timer, or skips it if a policy rejects it.
     *
     * <p>An exception would be a failure for the container, which would retry the timer at once and
     * finally cancel it.
     */
    public Object chargeTimeout(InvocationContext run) throws Exception {
        Optional<MethodPolicies> policies = policies(run);
        if (policies.isEmpty()) {
            return run.proceed();
        }
        RateLimitContext context = policies.get().charge(caller, run.getParameters());
        try {
            context.throwIfRejected();
            return proceed(policies.get(), context, run);
        } catch (RateLimitExceededException e) {
            if (context.rejection().isPresent()) {
                return null;
            }
            throw e;
        }
    }

    private Object charge(MethodPolicies policies, InvocationContext call) throws Exception {
        Optional<RateLimitContext> resumed =
                policies.delayStrategy().resumed(caller, call.getParameters());
        RateLimitContext context =
                resumed.isPresent() ? resumed.get() : policies.charge(caller, call.getParameters());
        context.throwIfRejected();
        return proceed(policies, context, call);
    }

    private Object proceed(
            MethodPolicies policies, RateLimitContext context, InvocationContext call)
            throws Exception {
        return policies.delayStrategy()
                .proceed(
                        new AdmittedInvocation(
                                context,
                                caller,
                                call,
                                () -> InvocationCompletion.proceed(context, call)));
    }

    private Optional<MethodPolicies> policies(InvocationContext call) {
        return application()
                .interceptedMethodPolicies(call.getTarget().getClass(), call.getMethod())
                .filter(policies -> !policies.isOnlyBehindFilter());
    }

    private ThrottledApplication application() {
        ThrottledApplication known = application;
        if (known == null) {
            known = extension.application();
            application = known;
        }
        return known;
    }

    private Object writeReplace() {
        return new SerializedReference(Interception.class);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("Only what stands for it is serialized.");
    }
}
