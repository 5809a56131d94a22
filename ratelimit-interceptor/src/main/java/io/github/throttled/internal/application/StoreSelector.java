package io.github.throttled.internal.application;

import io.github.throttled.internal.config.settings.Settings;
import io.github.throttled.internal.config.settings.StoreKind;
import io.github.throttled.internal.store.CounterStore;
import io.github.throttled.internal.store.hazelcast.HazelcastLookup;
import io.github.throttled.internal.store.jdbc.DurableCounterStore;
import io.github.throttled.internal.store.local.LocalCounterStore;
import io.github.throttled.internal.store.local.NoCounterStore;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Supplier;

/** Opens the store that the configuration selects, and logs which one it is. */
public final class StoreSelector {

    private static final Logger LOG = System.getLogger(StoreSelector.class.getName());

    private StoreSelector() {}

    /**
     * Opens the store.
     *
     * @param application separates the counters of applications that share a grid
     * @param bean returns the Hazelcast instance that is a CDI bean; called only if the store may
     *     use it
     * @throws IllegalStateException if {@code throttled.store=hazelcast} and there is no instance,
     *     or if policies are durable and there is no data source
     */
    public static CounterStore open(
            Settings settings, String application, Supplier<Optional<Object>> bean) {
        if (!settings.enabled()) {
            LOG.log(Level.INFO, "Throttled is off, because throttled.enabled is false.");
            return new NoCounterStore();
        }
        CounterStore store =
                settings.store() == StoreKind.LOCAL
                        ? new LocalCounterStore()
                        : findHazelcast(settings, application, bean)
                                .orElseGet(() -> withoutHazelcast(settings.store()));
        LOG.log(
                Level.INFO,
                "Throttled counts for application ''{0}'' in {1}, members: {2}.",
                application,
                store.description(),
                store.members());
        return settings.durability().isNone() ? store : durable(store, application, settings);
    }

    private static CounterStore durable(CounterStore store, String application, Settings settings) {
        try {
            return DurableCounterStore.over(store, application, settings.durability());
        } catch (RuntimeException e) {
            // A failed deployment does not close the store.
            store.close();
            throw e;
        }
    }

    private static Optional<CounterStore> findHazelcast(
            Settings settings, String application, Supplier<Optional<Object>> bean) {
        // Classes that need Hazelcast may be loaded only where Hazelcast is present.
        return isHazelcastPresent()
                ? HazelcastLookup.find(settings, application, bean)
                : Optional.empty();
    }

    private static boolean isHazelcastPresent() {
        try {
            Class.forName(
                    "com.hazelcast.core.HazelcastInstance",
                    false,
                    StoreSelector.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static CounterStore withoutHazelcast(StoreKind wanted) {
        if (wanted == StoreKind.HAZELCAST) {
            throw new IllegalStateException(
                    "throttled.store = hazelcast: there is no Hazelcast instance."
                            + " Start the server with one, offer one as a CDI bean,"
                            + " or set throttled.hazelcast.config to start a member.");
        }
        LOG.log(
                Level.WARNING,
                "There is no Hazelcast instance, so every node counts separately."
                        + " Set throttled.store=local if that is intended.");
        return new LocalCounterStore();
    }
}
