package io.github.throttled.cdi;

import io.github.throttled.key.Caller;

import jakarta.interceptor.InvocationContext;

import java.util.concurrent.Callable;

/**
 * A bean's call that has been let in.
 *
 * @param context the call as the container sees it
 * @param body makes it
 */
record PaidCall(Passage passage, Caller caller, InvocationContext context, Callable<Object> body) {

    Object make() throws Exception {
        return body.call();
    }
}
