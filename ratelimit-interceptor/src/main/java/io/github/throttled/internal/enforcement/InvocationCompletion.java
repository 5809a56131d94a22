package io.github.throttled.internal.enforcement;

import jakarta.interceptor.InvocationContext;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Makes a call that has passed, and tells the passage how it ended. */
public final class InvocationCompletion {

    private InvocationCompletion() {}

    public static Object of(RateLimitContext passage, InvocationContext call) throws Exception {
        Object result;
        try {
            result = call.proceed();
        } catch (Exception | Error e) {
            passage.failed(e);
            throw e;
        }
        if (result instanceof CompletionStage<?> stage) {
            stage.whenComplete((value, failure) -> ended(passage, failure));
        } else {
            passage.returned();
        }
        return result;
    }

    private static void ended(RateLimitContext passage, Throwable failure) {
        if (failure == null) {
            passage.returned();
        } else {
            passage.failed(failure instanceof CompletionException e ? e.getCause() : failure);
        }
    }
}
