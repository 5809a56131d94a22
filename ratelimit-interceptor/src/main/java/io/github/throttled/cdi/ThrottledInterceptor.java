package io.github.throttled.cdi;

import io.github.throttled.RateLimitExceededException;
import io.github.throttled.Throttled;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.AroundTimeout;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

import java.io.Serializable;

/**
 * Charges calls of {@link Throttled @Throttled} methods, except those that the request filter has
 * charged. It comes before the platform's interceptors, so that a rejected call opens no
 * transaction.
 */
@Throttled
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
public class ThrottledInterceptor implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject private LetIn letIn;
    @Inject private CurrentCaller caller;

    /** Lets the call go on, or throws {@link RateLimitExceededException}. */
    @AroundInvoke
    public Object charge(InvocationContext call) throws Exception {
        Passage passage = passage(call);
        if (passage.rejection().isPresent()) {
            throw new RateLimitExceededException(passage.rejection().get());
        }
        return Outcome.of(passage, call);
    }

    /**
     * Lets a timer's run go on, or skips it. There is nobody to catch an exception, and a container
     * would take it for a failure: it would run the timer again at once, and in the end cancel it.
     */
    @AroundTimeout
    public Object chargeTimeout(InvocationContext run) throws Exception {
        Passage passage = passage(run);
        return passage.rejection().isPresent() ? null : Outcome.of(passage, run);
    }

    private Passage passage(InvocationContext call) {
        return Throttling.current()
                .gate(call.getTarget().getClass(), call.getMethod())
                .filter(gate -> !isCharged(gate))
                .map(gate -> gate.pass(caller))
                .orElseGet(Passage::new);
    }

    private boolean isCharged(Gate gate) {
        try {
            return gate.isOnlyBehindFilter() || letIn.begins(gate);
        } catch (ContextNotActiveException e) {
            return false;
        }
    }
}
