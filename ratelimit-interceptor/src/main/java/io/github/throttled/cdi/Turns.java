package io.github.throttled.cdi;

import io.github.throttled.engine.WaitingRoom;

/** How the calls of each method wait for their turn. Thread-safe. */
final class Turns {

    private final ServerThreads threads = new ServerThreads();
    private final Discovered beans;
    private final WaitingRoom room;

    Turns(Discovered beans, WaitingRoom room) {
        this.beans = beans;
        this.room = room;
    }

    Turn of(Place place) {
        if (!beans.isSessionBean(place.type())) {
            return TurnOfStage.suits(place.method().getReturnType())
                    ? new TurnOfStage(room, threads)
                    : new Turn(room);
        }
        return TurnOfAsynchronousEjb.suits(place.type(), place.method())
                ? new TurnOfAsynchronousEjb(room, threads, beans.isStateful(place.type()))
                : new Turn(room);
    }
}
