package io.github.throttled.internal.enforcement;

import jakarta.interceptor.InvocationContext;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Runs an admitted call and settles its charges according to the outcome. */
public final class InvocationCompletion {

    private InvocationCompletion() {}

    public static Object proceed(RateLimitContext context, InvocationContext call)
            throws Exception {
        Object result;
        try {
            result = call.proceed();
        } catch (Exception | Error e) {
            context.failed(e);
            throw e;
        }
        if (result instanceof CompletionStage<?> stage) {
            stage.whenComplete((value, failure) -> ended(context, failure));
        } else {
            context.returned();
        }
        return result;
    }

    private static void ended(RateLimitContext context, Throwable failure) {
        if (failure == null) {
            context.returned();
        } else {
            context.failed(failure instanceof CompletionException e ? e.getCause() : failure);
        }
    }
}
