package io.github.throttled.internal.control;

import io.github.throttled.internal.config.syntax.KebabCase;
import io.github.throttled.internal.store.SharedMap;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Records the actions of operators on all nodes. Thread-safe.
 *
 * <p>The grid keeps the last {@link #KEPT} actions for the console. The log has all of them
 * permanently.
 */
public final class AuditLog {

    /** The number of actions that the grid keeps. */
    static final int KEPT = 200;

    /** The name of the logger; operators use it to direct audit lines to a file. */
    static final String LOGGER = "io.github.throttled.audit";

    private static final Logger AUDIT = System.getLogger(LOGGER);

    private static final Logger LOG = System.getLogger(AuditLog.class.getName());

    private final SharedMap<String> map;
    private final Supplier<String> node;
    private final LongSupplier clock;

    /**
     * @param map the shared map of actions
     * @param node returns the name of this node
     * @param clock the cluster time in milliseconds since the epoch
     */
    AuditLog(SharedMap<String> map, Supplier<String> node, LongSupplier clock) {
        this.map = map;
        this.node = node;
        this.clock = clock;
    }

    /** Returns the last actions, the newest first. */
    public List<AuditEntry> entries() {
        return map.all().values().stream()
                .flatMap(text -> AuditEntry.of(text).stream())
                .sorted(Comparator.comparingLong(AuditEntry::atMillis).reversed())
                .limit(KEPT)
                .toList();
    }

    /**
     * Logs an action and adds it to the grid. If the grid does not take it, the action itself stays
     * in force.
     */
    void add(String by, AuditEntry.Action action, String key, String from, String to) {
        AuditEntry entry = new AuditEntry(clock.getAsLong(), by, node.get(), action, key, from, to);
        AUDIT.log(Level.INFO, line(entry));
        try {
            map.put(name(entry), entry.toText());
            forgetOldest();
        } catch (IllegalStateException e) {
            LOG.log(
                    Level.WARNING,
                    "The store did not take the last audit entry, so the console will not show it; the log has it. {0}",
                    e.getMessage());
        }
    }

    private static String line(AuditEntry entry) {
        return "%s on %s: %s %s%s%s"
                .formatted(
                        entry.by(),
                        entry.node(),
                        KebabCase.of(entry.action()),
                        entry.key(),
                        entry.from().isEmpty() ? "" : ", was " + entry.from(),
                        entry.to().isEmpty() ? "" : ", is " + entry.to());
    }

    /** Returns a key that sorts by time. */
    private static String name(AuditEntry entry) {
        return "%016x-%s".formatted(entry.atMillis(), UUID.randomUUID());
    }

    private void forgetOldest() {
        Map<String, String> all = map.all();
        Optional.of(all.size() - KEPT)
                .filter(surplus -> surplus > 0)
                .ifPresent(
                        surplus ->
                                all.keySet().stream().sorted().limit(surplus).forEach(map::remove));
    }
}
