package io.github.throttled.cdi;

import io.github.throttled.Decision;
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
import java.util.List;
import java.util.Optional;

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
        Optional<Decision> rejection = rejection(call);
        if (rejection.isPresent()) {
            throw new RateLimitExceededException(rejection.get());
        }
        return call.proceed();
    }

    /**
     * Lets a timer's run go on, or skips it. There is nobody to catch an exception, and a container
     * would take it for a failure: it would run the timer again at once, and in the end cancel it.
     */
    @AroundTimeout
    public Object chargeTimeout(InvocationContext run) throws Exception {
        return rejection(run).isPresent() ? null : run.proceed();
    }

    private Optional<Decision> rejection(InvocationContext call) {
        Optional<Gate> gate =
                Throttling.current().gate(call.getTarget().getClass(), call.getMethod());
        if (gate.isEmpty() || isCharged(gate.get())) {
            return Optional.empty();
        }
        List<Decision> decisions = gate.get().pass(caller);
        return Optional.of(decisions.get(decisions.size() - 1)).filter(last -> !last.allowed());
    }

    private boolean isCharged(Gate gate) {
        try {
            return gate.isOnlyBehindFilter() || letIn.begins(gate);
        } catch (ContextNotActiveException e) {
            return false;
        }
    }
}
