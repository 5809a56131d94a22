package io.github.throttled.internal.store.jdbc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Logs when the database fails and when it is back. For one thread at a time. */
final class DatabaseHealth {

    private static final Logger LOG = System.getLogger(DatabaseHealth.class.getName());

    private final String dataSource;
    private boolean failing;

    /**
     * @param dataSource its JNDI name
     */
    DatabaseHealth(String dataSource) {
        this.dataSource = dataSource;
    }

    void failed(Throwable cause) {
        if (!failing) {
            failing = true;
            LOG.log(
                    Level.WARNING,
                    "The database of throttled.data-source = {0} fails: {1}. Limits are enforced as"
                            + " before, and changes of durable counters are written when it is"
                            + " back; until then they are lost if all nodes stop.",
                    dataSource,
                    cause.getMessage());
        }
    }

    /**
     * @param missed how many changes were dropped, because too many were waiting
     */
    void answered(long missed) {
        if (failing) {
            failing = false;
            LOG.log(
                    Level.INFO,
                    "The database of throttled.data-source = {0} is back; durable counters are"
                            + " written again, without {1} changes that were too many to remember.",
                    dataSource,
                    Long.toString(missed));
        }
    }
}
