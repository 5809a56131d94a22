package io.github.throttled.internal.cdi;

import io.github.throttled.RateLimitExceededException;
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
 * Charges calls of beans. It belongs to the interceptor, which is {@link SingletonInjectionTarget
 * one for all} beans, and has no proxy before it: that would cost each call more than to find its
 * limit.
 */
@Dependent
class Interception implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject private transient CurrentCaller caller;

    // Not looked for with each call: CDI.current() has to find out who asks.
    @Inject private transient ThrottledExtension extension;

    /** Lets the call go on, or throws {@link RateLimitExceededException}. */
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
        // How it ends, the response tells.
        return policies.get()
                .delayStrategy()
                .proceed(new AdmittedInvocation(charged.get(), caller, call, call::proceed));
    }

    /**
     * Lets a timer's run go on, or skips it. There is nobody to catch an exception, and a container
     * would take it for a failure: it would run the timer again at once, and in the end cancel it.
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
        RateLimitContext context =
                policies.delayStrategy()
                        .resumed(caller, call.getParameters())
                        .orElseGet(() -> policies.charge(caller, call.getParameters()));
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
        return extension
                .application()
                .interceptedMethodPolicies(call.getTarget().getClass(), call.getMethod())
                .filter(policies -> !policies.isOnlyBehindFilter());
    }

    private Object writeReplace() {
        return new SerializedReference(Interception.class);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("Only what stands for it is serialized.");
    }
}
