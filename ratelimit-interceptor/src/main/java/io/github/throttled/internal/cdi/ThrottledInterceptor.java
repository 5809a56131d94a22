package io.github.throttled.internal.cdi;

import io.github.throttled.RateLimitExceededException;
import io.github.throttled.Throttled;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.AroundTimeout;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

import java.io.Serializable;

/**
 * Charges calls of {@link Throttled @Throttled} methods, except those that the request filter has
 * charged.
 *
 * <p>It runs before the interceptors of the platform, so that a rejected call opens no transaction.
 */
@Throttled
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
public class ThrottledInterceptor implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject private Interception interception;

    /** Runs the call, or throws {@link RateLimitExceededException} if a policy rejects it. */
    @AroundInvoke
    public Object charge(InvocationContext call) throws Exception {
        return interception.charge(call);
    }

    /** Runs the timeout method of a timer, or skips it if a policy rejects it. */
    @AroundTimeout
    public Object chargeTimeout(InvocationContext run) throws Exception {
        return interception.chargeTimeout(run);
    }
}
