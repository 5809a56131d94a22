package io.github.throttled.internal.engine;

import io.github.throttled.internal.store.CounterStore;
import io.github.throttled.internal.store.ForwardingCounterStore;

/** A store that several limiters share, and that outlives them. */
public final class Unclosed extends ForwardingCounterStore {

    public Unclosed(CounterStore store) {
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
