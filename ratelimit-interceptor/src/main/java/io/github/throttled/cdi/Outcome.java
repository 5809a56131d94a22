package io.github.throttled.cdi;

import jakarta.interceptor.InvocationContext;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Makes a call that has passed, and tells the passage how it ended. */
final class Outcome {

    private Outcome() {}

    static Object of(Passage passage, InvocationContext call) throws Exception {
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

    private static void ended(Passage passage, Throwable failure) {
        if (failure == null) {
            passage.returned();
        } else {
            passage.failed(failure instanceof CompletionException e ? e.getCause() : failure);
        }
    }
}
