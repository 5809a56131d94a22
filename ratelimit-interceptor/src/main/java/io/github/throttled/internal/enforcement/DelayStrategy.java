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
 * How the calls of a method wait for their turn: on the caller's thread, unless the method allows
 * for something better. Thread-safe.
 */
public class DelayStrategy {

    private final WaitingRoom room;

    public DelayStrategy(WaitingRoom room) {
        this.room = room;
    }

    /**
     * Makes a call that has been let in, now or later.
     *
     * @throws RateLimitExceededException if it would have to wait, and cannot
     */
    public final Object take(AdmittedInvocation call) throws Exception {
        Duration delay = call.passage().delay();
        return delay.isZero() ? call.make() : wait(call, delay);
    }

    /** The passage of a call that has waited for its turn, and is made again. */
    public Optional<RateLimitContext> begins(Caller caller, Object[] arguments) {
        return Optional.empty();
    }

    /**
     * Lets a call wait.
     *
     * @param delay positive
     */
    protected Object wait(AdmittedInvocation call, Duration delay) throws Exception {
        if (!room.park(call.passage().line(), delay)) {
            throw call.passage().turnAway();
        }
        return call.make();
    }

    /** Does something later, on a thread of the server and in the context of this one. */
    protected final void later(
            AdmittedInvocation call,
            Duration delay,
            ScheduledExecutorService server,
            Runnable turn) {
        WaitingRoom.Slot place =
                room.enter(call.passage().line()).orElseThrow(call.passage()::turnAway);
        Runnable leaving =
                () -> {
                    place.leave();
                    turn.run();
                };
        try {
            server.schedule(leaving, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            place.leave();
            throw call.passage().turnAway();
        }
    }
}
