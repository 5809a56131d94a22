package io.github.throttled.engine;

import io.github.throttled.store.CounterStore;
import io.github.throttled.store.ForwardingCounterStore;

/** A store that several limiters share, and that outlives them. */
final class Unclosed extends ForwardingCounterStore {

    Unclosed(CounterStore store) {
        super(store);
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public void close() {
        // Others use it.
    }
}
