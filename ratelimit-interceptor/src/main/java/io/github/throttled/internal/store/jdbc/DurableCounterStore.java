package io.github.throttled.internal.store.jdbc;

import io.github.throttled.internal.config.settings.Durability;
import io.github.throttled.internal.store.CounterStore;
import io.github.throttled.internal.store.Counters;
import io.github.throttled.internal.store.EvictionRank;
import io.github.throttled.internal.store.ForwardingCounterStore;

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

    /** How often a stopping node asks the grid while other nodes leave. */
    private static final int LAST_TRIES = 10;

    private static final Duration CLEANING = Duration.ofMinutes(10);

    /** The rows of how many full nodes a table holds at least: after a full stop there is one. */
    private static final int MOST_FULL_NODES = 10;

    private final Map<String, DurableCounters> durable = new ConcurrentHashMap<>();
    private final Set<String> names;
    private final String dataSource;
    private final CounterTable table;
    private final WriteBehind writeBehind;
    private final ReadBack readBack;
    private final GridIdentity identity;
    private final SteadyClock clock;
    private final DatabaseHealth health;
    private final Duration timeout;
    private final DatabaseThread worker = new DatabaseThread();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Throwable failure;
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
     * @param timeout how long the database may be silent while it is read, and take at the end
     */
    DurableCounterStore(
            CounterStore store, CounterTable table, Durability durability, Duration timeout) {
        super(store);
        this.timeout = timeout;
        this.names = durability.counters();
        this.dataSource = durability.dataSource();
        this.table = table;
        Counters marks = store.counters(MARKS, MARKS_MEMORY_MILLIS, MARKS_KEPT);
        this.readBack = new ReadBack(table, marks, store::nowMillis);
        this.identity = new GridIdentity(marks, store::members);
        this.writeBehind = new WriteBehind(table, identity, store::nowMillis);
        this.clock = new SteadyClock(store::nowMillis, System::nanoTime);
        this.health = new DatabaseHealth(dataSource);
        this.membersBefore = store.members();
        store.beforeShutdown(this::writeBeforeShutdown);
    }

    @Override
    public Counters counters(String policy, long memoryMillis, int maxKeys, EvictionRank rank) {
        Counters counters = super.counters(policy, memoryMillis, maxKeys, rank);
        return names.contains(nameOf(policy))
                ? durable.compute(
                        policy,
                        (name, known) -> open(name, known, counters, memoryMillis, maxKeys, rank))
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
        Throwable cause = failure;
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
            noteLostNodes();
            GridLineage lineage = identity.current();
            Throwable failed = null;
            for (DurableCounters counters : durable.values()) {
                Throwable error = tryRound(counters, lineage);
                failed = failed == null ? error : failed;
                if (error instanceof Transactions.Unreachable) {
                    break;
                }
            }
            tellHealth(failed);
        } catch (DurableCounters.GridFailure e) {
            notWritten(e);
        }
    }

    /**
     * Does a round of one policy, of which the others do not depend.
     *
     * @return how the database has failed; null if it has not
     */
    private Throwable tryRound(DurableCounters counters, GridLineage lineage) {
        try {
            // First, or a counter that was forgotten on purpose would come back.
            writeBehind.write(counters, lineage);
            if (counters.isUnread() || readBack.isNeeded(counters)) {
                readBack.read(counters, lineage);
                counters.setUnread(false);
            }
            return null;
        } catch (DurableCounters.GridFailure e) {
            notWritten(e);
            return null;
        } catch (SQLException | RuntimeException e) {
            return e;
        }
    }

    private void tellHealth(Throwable failed) {
        if (failed != null) {
            health.failed(failed);
            return;
        }
        if (durable.values().stream().noneMatch(DurableCounters::isUnread)) {
            failure = null;
        }
        health.answered(
                durable.values().stream().mapToLong(counters -> counters.dirty().missed()).sum());
    }

    /** The next round tries again. Those who ask the grid for decisions tell of it. */
    private static void notWritten(DurableCounters.GridFailure cause) {
        LOG.log(Level.DEBUG, "Durable counters were not written.", cause);
    }

    /** Deletes what nobody needs any more. */
    void clean() {
        try {
            long now = nowMillis();
            if (clock.isSteady()) {
                table.deleteForgotten(now - ReadBack.GRACE_MILLIS);
            }
            for (DurableCounters counters : durable.values()) {
                table.deleteSurplus(
                        counters.policy(),
                        (long) counters.maxKeys() * Math.max(MOST_FULL_NODES, members()),
                        row -> isLimited(counters, row, now));
            }
        } catch (SQLException | RuntimeException e) {
            health.failed(e);
        }
    }

    private static boolean isLimited(DurableCounters counters, Row row, long now) {
        return row.counter()
                .map(found -> counters.rank().of(found.state(), now) >= EvictionRank.LIMITED)
                .orElse(false);
    }

    /** A server may end its grid, and all else, before it tells the application that it ends. */
    private void writeBeforeShutdown() {
        if (!closed.get()) {
            tellUnwritten(worker.finish(this::lastRound, timeout));
        }
    }

    /** Writes what has not been written, while the grid can still tell what it is. */
    private void end() {
        boolean done = worker.finish(this::lastRound, timeout);
        worker.close();
        if (tellUnwritten(done)) {
            table.abort();
        }
    }

    private boolean tellUnwritten(boolean done) {
        boolean isUnwritten =
                !done
                        || durable.values().stream()
                                .anyMatch(counters -> counters.dirty().size() > 0);
        if (isUnwritten) {
            LOG.log(
                    Level.WARNING,
                    "The database of throttled.data-source = {0} did not take the last changes of"
                            + " durable counters in time; they are lost if all nodes stop.",
                    dataSource);
        }
        return isUnwritten;
    }

    /** Writes what the grid holds, and if it does not tell, what this node has stored in it. */
    private void lastRound() {
        GridLineage lineage = lastLineage();
        for (DurableCounters counters : durable.values()) {
            try {
                lineage = writeLast(counters, lineage);
            } catch (SQLException | RuntimeException e) {
                health.failed(e);
                if (e instanceof Transactions.Unreachable) {
                    return;
                }
            }
        }
    }

    /** Null if the grid does not tell. */
    private GridLineage lastLineage() {
        try {
            identity.shortenTimeout();
            return identity.current();
        } catch (DurableCounters.GridFailure e) {
            return null;
        }
    }

    /**
     * @param lineage null if the grid does not answer
     * @return the same, or null if it has not answered now
     */
    private GridLineage writeLast(DurableCounters counters, GridLineage lineage)
            throws SQLException {
        counters.shortenTimeout();
        GridLineage now = lineage;
        for (int tries = LAST_TRIES; tries > 0 && now != null; tries--) {
            try {
                writeBehind.write(counters, now);
                return now;
            } catch (DurableCounters.GridFailure e) {
                notWritten(e);
                // Nodes that stop together leave the grid while it is asked.
                now = identity.isCurrent() ? null : lastLineage();
            }
        }
        int left = counters.dirty().size();
        writeBehind.writeLast(counters, identity.last());
        int written = left - counters.dirty().size();
        if (written > 0) {
            LOG.log(
                    Level.WARNING,
                    "The grid does not answer while this node stops. {0} counters of policy"
                            + " ''{1}'' are written as this node has stored them last.",
                    Integer.toString(written),
                    counters.policy());
        }
        return null;
    }

    private DurableCounters open(
            String policy,
            DurableCounters known,
            Counters counters,
            long memoryMillis,
            int maxKeys,
            EvictionRank rank) {
        if (known != null && known.areBackedBy(counters)) {
            known.keep(memoryMillis, maxKeys, rank);
            return known;
        }
        DurableCounters opened = new DurableCounters(policy, counters, memoryMillis, maxKeys, rank);
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
            GridLineage lineage = identity.current();
            if (before != null) {
                writeBehind.write(before, lineage);
            }
            if (readBack.isNeeded(counters)) {
                readBack.read(counters, lineage);
            }
        } catch (SQLException | RuntimeException | Error e) {
            counters.setUnread(true);
            failure = e;
        } finally {
            counters.open();
        }
    }

    /** Two nodes that leave together may take counters along: all are read again. */
    private void noteLostNodes() {
        int before = membersBefore;
        membersBefore = members();
        if (membersBefore < before - 1) {
            durable.values().forEach(counters -> counters.setUnread(true));
        }
    }

    private void awaitOpen(DurableCounters counters) {
        try {
            long seen = -1;
            while (!counters.awaitOpen(timeout)) {
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

    private IllegalStateException unusable(String why, Throwable cause) {
        return new IllegalStateException(
                "throttled.data-source = "
                        + dataSource
                        + ": the counters of durable policies cannot be read from there: "
                        + why,
                cause);
    }
}
