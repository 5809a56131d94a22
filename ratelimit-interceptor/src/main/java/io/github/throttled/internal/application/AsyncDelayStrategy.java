package io.github.throttled.internal.application;

import io.github.throttled.internal.enforcement.AdmittedInvocation;
import io.github.throttled.internal.enforcement.DelayStrategy;
import io.github.throttled.internal.engine.WaitingRoom;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Delays methods that return a {@link CompletionStage}: the caller gets the stage at once, and no
 * thread waits.
 */
final class AsyncDelayStrategy extends DelayStrategy {

    private final ServerThreads threads;

    AsyncDelayStrategy(WaitingRoom room, ServerThreads threads) {
        super(room);
        this.threads = threads;
    }

    /** Whether the return type of a method can be completed later. */
    static boolean suits(Class<?> returned) {
        return CompletionStage.class.isAssignableFrom(returned)
                && returned.isAssignableFrom(CompletableFuture.class);
    }

    @Override
    protected Object delay(AdmittedInvocation call, Duration delay) throws Exception {
        Optional<ScheduledExecutorService> server = threads.find();
        if (server.isEmpty()) {
            return super.delay(call, delay);
        }
        CompletableFuture<Object> result = new CompletableFuture<>();
        schedule(call, delay, server.get(), () -> complete(result, call));
        return result;
    }

    private static void complete(CompletableFuture<Object> result, AdmittedInvocation call) {
        try {
            if (call.proceed() instanceof CompletionStage<?> stage) {
                stage.whenComplete(
                        (value, failure) -> {
                            if (failure == null) {
                                result.complete(value);
                            } else {
                                result.completeExceptionally(failure);
                            }
                        });
            } else {
                result.complete(null);
            }
        } catch (Exception | Error e) {
            result.completeExceptionally(e);
        }
    }
}
