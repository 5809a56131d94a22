package io.github.throttled.internal.enforcement;

import io.github.throttled.internal.key.Caller;

import jakarta.interceptor.InvocationContext;

import java.util.concurrent.Callable;

/**
 * A call of a bean that all policies have admitted and that has not run yet.
 *
 * @param rateLimit the charges and decisions of the call
 * @param invocation the call as the container sees it
 * @param body runs the method
 */
public record AdmittedInvocation(
        RateLimitContext rateLimit,
        Caller caller,
        InvocationContext invocation,
        Callable<Object> body) {

    public Object proceed() throws Exception {
        return body.call();
    }
}
