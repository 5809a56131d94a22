package io.github.throttled.internal.application;

import io.github.throttled.internal.enforcement.DelayStrategy;
import io.github.throttled.internal.enforcement.MethodKey;
import io.github.throttled.internal.engine.WaitingRoom;

/** Selects how the calls of a method are delayed. Thread-safe. */
final class DelayStrategies {

    private final ServerThreads threads = new ServerThreads();
    private final DiscoveredBeans beans;
    private final WaitingRoom room;

    DelayStrategies(DiscoveredBeans beans, WaitingRoom room) {
        this.beans = beans;
        this.room = room;
    }

    DelayStrategy of(MethodKey key) {
        if (!beans.isSessionBean(key.type())) {
            return AsyncDelayStrategy.suits(key.method().getReturnType())
                    ? new AsyncDelayStrategy(room, threads)
                    : new DelayStrategy(room);
        }
        return AsyncEjbDelayStrategy.suits(key.type(), key.method())
                ? new AsyncEjbDelayStrategy(room, threads, beans.isStateful(key.type()))
                : new DelayStrategy(room);
    }
}
