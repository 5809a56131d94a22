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
 * What operators have done, on all nodes: the last {@link #KEPT} things in the grid, for the
 * console, and all of them in the log, for good. Thread-safe.
 */
public final class AuditLog {

    /** How many are kept. */
    static final int KEPT = 200;

    /** The logger's name, by which an operator sends it where it is kept. */
    static final String LOGGER = "io.github.throttled.audit";

    private static final Logger AUDIT = System.getLogger(LOGGER);

    private static final Logger LOG = System.getLogger(AuditLog.class.getName());

    private final SharedMap<String> map;
    private final Supplier<String> node;
    private final LongSupplier clock;

    /**
     * @param node what this node is called
     * @param clock the time of all nodes, milliseconds since the epoch
     */
    AuditLog(SharedMap<String> map, Supplier<String> node, LongSupplier clock) {
        this.map = map;
        this.node = node;
        this.clock = clock;
    }

    /** The last ones, the newest first. */
    public List<AuditEntry> entries() {
        return map.all().values().stream()
                .flatMap(text -> AuditEntry.of(text).stream())
                .sorted(Comparator.comparingLong(AuditEntry::atMillis).reversed())
                .limit(KEPT)
                .toList();
    }

    /** Writes down what was done; what was done stays done if the grid does not take it. */
    void add(String by, AuditEntry.Action action, String key, String from, String to) {
        AuditEntry entry = new AuditEntry(clock.getAsLong(), by, node.get(), action, key, from, to);
        AUDIT.log(Level.INFO, line(entry));
        try {
            map.put(name(entry), entry.toText());
            forgetOldest();
        } catch (IllegalStateException e) {
            LOG.log(
                    Level.WARNING,
                    "The console will not show what was logged just now. {0}",
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

    /** In the order of time. */
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
