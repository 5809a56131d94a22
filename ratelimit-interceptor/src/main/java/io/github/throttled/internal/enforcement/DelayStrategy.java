package io.github.throttled.internal.enforcement;

import io.github.throttled.RateLimitExceededException;
import io.github.throttled.internal.engine.WaitingRoom;
import io.github.throttled.internal.key.Caller;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Delays admitted calls of a method on the calling thread. Subclasses delay without blocking that
 * thread. Thread-safe.
 */
public class DelayStrategy {

    private final WaitingRoom room;

    public DelayStrategy(WaitingRoom room) {
        this.room = room;
    }

    /**
     * Runs an admitted call, immediately or after its delay.
     *
     * @return the result of the call
     * @throws RateLimitExceededException if the call has a delay and no place in the waiting room
     *     is free
     */
    public final Object proceed(AdmittedInvocation call) throws Exception {
        Duration delay = call.rateLimit().delay();
        return delay.isZero() ? call.proceed() : delay(call, delay);
    }

    /**
     * Returns the context of a delayed call that is now being invoked again.
     *
     * @return empty if this call was not delayed before
     */
    public Optional<RateLimitContext> resumed(Caller caller, Object[] arguments) {
        return Optional.empty();
    }

    /**
     * Delays a call and then runs it.
     *
     * @param delay positive
     */
    protected Object delay(AdmittedInvocation call, Duration delay) throws Exception {
        if (!room.park(call.rateLimit().queueKey(), delay)) {
            throw call.rateLimit().rejectInsteadOfDelay();
        }
        return call.proceed();
    }

    /**
     * Schedules a task on a thread of the server, with the context of the current thread.
     *
     * @throws RateLimitExceededException if no place in the waiting room is free, or the server
     *     rejects the task
     */
    protected final void schedule(
            AdmittedInvocation call,
            Duration delay,
            ScheduledExecutorService server,
            Runnable task) {
        WaitingRoom.Slot place =
                room.enter(call.rateLimit().queueKey())
                        .orElseThrow(call.rateLimit()::rejectInsteadOfDelay);
        Runnable leave =
                () -> {
                    place.leave();
                    task.run();
                };
        try {
            server.schedule(leave, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            place.leave();
            throw call.rateLimit().rejectInsteadOfDelay();
        }
    }
}
