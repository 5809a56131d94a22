package io.github.throttled.engine;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/** Whether the store answers; says so in the log when that changes, not once per call. */
final class StoreHealth {

    private static final Logger LOG = System.getLogger(StoreHealth.class.getName());

    private final AtomicBoolean failing = new AtomicBoolean();
    private final String store;

    StoreHealth(String store) {
        this.store = store;
    }

    void answered() {
        // The plain read keeps the good path free of writes.
        if (failing.get() && failing.compareAndSet(true, false)) {
            LOG.log(Level.INFO, "{0} answers again; limits are cluster-wide again.", store);
        }
    }

    void failed(Throwable cause) {
        if (!failing.get() && failing.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "{0} does not answer ({1}); each policy''s on-store-failure decides until it"
                            + " does.",
                    store,
                    cause);
        }
    }
}
