package io.github.throttled.store.durable;

import io.github.throttled.policy.Durability;
import io.github.throttled.store.CounterStore;
import io.github.throttled.store.Counters;
import io.github.throttled.store.ForwardingCounterStore;
import io.github.throttled.store.Worth;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

/**
 * A store of which some counters survive when all its nodes stop.
 *
 * <p>Each node writes the keys that it has changed itself, every few seconds, as they are in the
 * grid then. A node that finds durable counters new in the grid reads them from the database, and
 * decides nothing on them before it has. All this is done by one thread; the others go by the grid
 * alone.
 */
public final class DurableCounterStore extends ForwardingCounterStore {

    private static final Logger LOG = System.getLogger(DurableCounterStore.class.getName());

    /** No policy can be called so. */
    static final String MARKS = "+durable";

    static final long MARKS_MEMORY_MILLIS = Duration.ofDays(366).toMillis();
    private static final int MARKS_KEPT = 10_000;

    /** How long the database may be silent while it is read, and take at the end. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration CLEANING = Duration.ofMinutes(10);

    private final Map<String, DurableCounters> durable = new ConcurrentHashMap<>();
    private final Set<String> names;
    private final String dataSource;
    private final CounterTable table;
    private final WriteBehind writeBehind;
    private final ReadBack readBack;
    private final DatabaseHealth health;
    private final Duration patience;
    private final Worker worker = new Worker();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Exception failure;
    private int membersBefore;

    /**
     * A store over another one, which it closes with itself.
     *
     * @param application whose counters these are
     * @param durability which of them are durable; at least one
     * @throws IllegalStateException if the server does not have the data source
     */
    public static CounterStore over(CounterStore store, String application, Durability durability) {
        DataSource database = DataSources.find(durability.dataSource());
        if (ColumnText.ofKey(application).length() > ColumnText.MAX_NAME) {
            throw new IllegalStateException(
                    "throttled.application = "
                            + application
                            + ": it is too long for the table of durable policies; write at most "
                            + ColumnText.MAX_NAME
                            + " characters.");
        }
        DurableCounterStore durable =
                new DurableCounterStore(
                        store, new CounterTable(database, application), durability, PATIENCE);
        durable.worker.repeat(durability.interval(), durable::round);
        durable.worker.repeat(CLEANING, durable::clean);
        return durable;
    }

    /**
     * One that does nothing of its own accord.
     *
     * @param patience how long the database may be silent while it is read, and take at the end
     */
    DurableCounterStore(
            CounterStore store, CounterTable table, Durability durability, Duration patience) {
        super(store);
        this.patience = patience;
        this.names = durability.counters();
        this.dataSource = durability.dataSource();
        this.table = table;
        this.writeBehind = new WriteBehind(table, store::nowMillis);
        this.readBack =
                new ReadBack(
                        table,
                        store.counters(MARKS, MARKS_MEMORY_MILLIS, MARKS_KEPT),
                        store::nowMillis);
        this.health = new DatabaseHealth(dataSource);
        this.membersBefore = store.members();
        store.beforeShutdown(() -> worker.finish(this::round, patience));
    }

    @Override
    public Counters counters(String policy, long memoryMillis, int maxKeys, Worth worth) {
        Counters counters = super.counters(policy, memoryMillis, maxKeys, worth);
        return names.contains(nameOf(policy))
                ? durable.compute(
                        policy, (name, known) -> open(name, known, counters, memoryMillis, maxKeys))
                : counters;
    }

    /** What follows the stroke tells how the policy counts. */
    private static String nameOf(String counters) {
        int stroke = counters.indexOf('/');
        return stroke < 0 ? counters : counters.substring(0, stroke);
    }

    /**
     * Waits until all counters that were opened so far are usable, for as long as the database
     * makes progress.
     *
     * @throws IllegalStateException if they cannot be read
     */
    @Override
    public void awaitUsable() {
        super.awaitUsable();
        for (DurableCounters counters : durable.values()) {
            awaitOpen(counters);
        }
        Exception cause = failure;
        if (cause != null) {
            throw unusable(cause.getMessage(), cause);
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                end();
                durable.values().forEach(DurableCounters::close);
            } finally {
                super.close();
            }
        }
    }

    /** Writes what has changed; reads what the grid has lost. */
    void round() {
        try {
            long missed = 0;
            boolean isLossy = hasLostNodes();
            for (DurableCounters counters : durable.values()) {
                // First, or a counter that was forgotten on purpose would come back.
                writeBehind.write(counters);
                if (isLossy || failure != null || readBack.isNeeded(counters)) {
                    readBack.read(counters);
                }
                missed += counters.dirty().missed();
            }
            failure = null;
            health.answered(missed);
        } catch (DurableCounters.GridFailure e) {
            // The next round tries again. Those who ask the grid for decisions tell of it.
            LOG.log(Level.DEBUG, "Durable counters were not written.", e);
        } catch (SQLException | RuntimeException e) {
            health.failed(e);
        }
    }

    /** Deletes what nobody needs any more. */
    void clean() {
        try {
            table.deleteForgotten(nowMillis() - ReadBack.GRACE_MILLIS);
            for (DurableCounters counters : durable.values()) {
                table.deleteSurplus(counters.policy(), (long) counters.maxKeys() * members());
            }
        } catch (SQLException | RuntimeException e) {
            health.failed(e);
        }
    }

    /** Writes what has not been written, while the grid can still tell what it is. */
    private void end() {
        boolean done = worker.finish(this::round, patience);
        worker.close();
        if (!done || durable.values().stream().anyMatch(counters -> counters.dirty().size() > 0)) {
            LOG.log(
                    Level.WARNING,
                    "The database of throttled.data-source = {0} did not take the last changes of"
                            + " durable counters in time; they are lost if all nodes stop.",
                    dataSource);
            table.abort();
        }
    }

    private DurableCounters open(
            String policy,
            DurableCounters known,
            Counters counters,
            long memoryMillis,
            int maxKeys) {
        if (known != null && known.areIn(counters)) {
            known.keep(memoryMillis, maxKeys);
            return known;
        }
        DurableCounters opened = new DurableCounters(policy, counters, memoryMillis, maxKeys);
        worker.execute(() -> fill(opened, known));
        return opened;
    }

    /**
     * Makes counters usable. If they cannot be read, an application that is being deployed is not;
     * in one that runs they begin anew, and what can still be read is read later.
     *
     * @param before where the policy has counted until now; null for nowhere
     */
    private void fill(DurableCounters counters, DurableCounters before) {
        try {
            if (before != null) {
                writeBehind.write(before);
            }
            if (readBack.isNeeded(counters)) {
                readBack.read(counters);
            }
        } catch (SQLException | RuntimeException e) {
            failure = e;
        } finally {
            counters.open();
        }
    }

    /** A counter is on two nodes; of those that were on two that have left, nothing is left. */
    private boolean hasLostNodes() {
        int before = membersBefore;
        membersBefore = members();
        return membersBefore < before - 1;
    }

    private void awaitOpen(DurableCounters counters) {
        try {
            long seen = -1;
            while (!counters.awaitOpen(patience)) {
                if (readBack.progress() == seen) {
                    throw unusable("the database does not answer", null);
                }
                seen = readBack.progress();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unusable("the deployment was interrupted", e);
        }
    }

    private IllegalStateException unusable(String why, Exception cause) {
        return new IllegalStateException(
                "throttled.data-source = "
                        + dataSource
                        + ": the counters of durable policies cannot be read from there: "
                        + why,
                cause);
    }
}
