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
 * charged. It comes before the platform's interceptors, so that a rejected call opens no
 * transaction.
 */
@Throttled
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
public class ThrottledInterceptor implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject private Interception interception;

    /** Lets the call go on, or throws {@link RateLimitExceededException}. */
    @AroundInvoke
    public Object charge(InvocationContext call) throws Exception {
        return interception.charge(call);
    }

    /** Lets a timer's run go on, or skips it. */
    @AroundTimeout
    public Object chargeTimeout(InvocationContext run) throws Exception {
        return interception.chargeTimeout(run);
    }
}
