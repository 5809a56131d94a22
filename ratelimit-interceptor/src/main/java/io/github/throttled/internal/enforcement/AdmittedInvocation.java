package io.github.throttled.internal.enforcement;

import io.github.throttled.internal.key.Caller;

import jakarta.interceptor.InvocationContext;

import java.util.concurrent.Callable;

/**
 * A bean's call that has been let in.
 *
 * @param context the call as the container sees it
 * @param body makes it
 */
public record AdmittedInvocation(
        RateLimitContext passage, Caller caller, InvocationContext context, Callable<Object> body) {

    public Object make() throws Exception {
        return body.call();
    }
}
