package io.github.throttled.cdi;

import io.github.throttled.RateLimitExceededException;
import io.github.throttled.engine.WaitingRoom;
import io.github.throttled.key.Caller;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * How the calls of a method wait for their turn: on the caller's thread, unless the method allows
 * for something better. Thread-safe.
 */
class Turn {

    private final WaitingRoom room;

    Turn(WaitingRoom room) {
        this.room = room;
    }

    /**
     * Makes a call that has been let in, now or later.
     *
     * @throws RateLimitExceededException if it would have to wait, and cannot
     */
    final Object take(PaidCall call) throws Exception {
        Duration delay = call.passage().delay();
        return delay.isZero() ? call.make() : wait(call, delay);
    }

    /** The passage of a call that has waited for its turn, and is made again. */
    Optional<Passage> begins(Caller caller, Object[] arguments) {
        return Optional.empty();
    }

    /**
     * Lets a call wait.
     *
     * @param delay positive
     */
    Object wait(PaidCall call, Duration delay) throws Exception {
        if (!room.park(call.passage().line(), delay)) {
            throw call.passage().turnAway();
        }
        return call.make();
    }

    /** Does something later, on a thread of the server and in the context of this one. */
    final void later(
            PaidCall call, Duration delay, ScheduledExecutorService server, Runnable turn) {
        WaitingRoom.Place place =
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
