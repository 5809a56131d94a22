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
        Optional<MethodPolicies> gate = gate(call);
        if (gate.isEmpty()) {
            return call.proceed();
        }
        Optional<RateLimitContext> charged = FilterHandoff.begins(gate.get());
        if (charged.isEmpty()) {
            return charge(gate.get(), call);
        }
        gate.get().passOn(charged.get(), caller, call.getParameters());
        charged.get().checkAdmitted();
        // How it ends, the response tells.
        return gate.get()
                .turn()
                .take(new AdmittedInvocation(charged.get(), caller, call, call::proceed));
    }

    /**
     * Lets a timer's run go on, or skips it. There is nobody to catch an exception, and a container
     * would take it for a failure: it would run the timer again at once, and in the end cancel it.
     */
    public Object chargeTimeout(InvocationContext run) throws Exception {
        Optional<MethodPolicies> gate = gate(run);
        if (gate.isEmpty()) {
            return run.proceed();
        }
        RateLimitContext passage = gate.get().pass(caller, run.getParameters());
        try {
            passage.checkAdmitted();
            return take(gate.get(), passage, run);
        } catch (RateLimitExceededException e) {
            if (passage.rejection().isPresent()) {
                return null;
            }
            throw e;
        }
    }

    private Object charge(MethodPolicies gate, InvocationContext call) throws Exception {
        RateLimitContext passage =
                gate.turn()
                        .begins(caller, call.getParameters())
                        .orElseGet(() -> gate.pass(caller, call.getParameters()));
        passage.checkAdmitted();
        return take(gate, passage, call);
    }

    private Object take(MethodPolicies gate, RateLimitContext passage, InvocationContext call)
            throws Exception {
        return gate.turn()
                .take(
                        new AdmittedInvocation(
                                passage,
                                caller,
                                call,
                                () -> InvocationCompletion.of(passage, call)));
    }

    private Optional<MethodPolicies> gate(InvocationContext call) {
        return extension
                .throttling()
                .gateOfCall(call.getTarget().getClass(), call.getMethod())
                .filter(gate -> !gate.isOnlyBehindFilter());
    }

    private Object writeReplace() {
        return new SerializedReference(Interception.class);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("Only what stands for it is serialized.");
    }
}
