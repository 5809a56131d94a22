package io.github.throttled.internal.control;

import io.github.throttled.internal.config.reader.ConfigEntry;
import io.github.throttled.internal.config.syntax.SafeText;
import io.github.throttled.internal.store.CachedSharedMap;
import io.github.throttled.internal.store.SharedMap;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What operators have set above the configuration, the same on all nodes. It is checked like the
 * configuration before it is shared. What is found in the grid and is wrong here, as after a new
 * version was deployed, is left out, and the log says so: all else stays in force. Thread-safe.
 */
public final class Overrides {

    private static final Logger LOG = System.getLogger(Overrides.class.getName());

    private final SharedMap<String> map;
    private final CachedSharedMap<String> remembered;
    private final LimitControl control;
    private final AuditLog audit;
    private Map<String, String> read = Map.of();
    private Map<String, String> inForce = Map.of();

    /** The keys of what no operator may set. */
    private Set<String> ignored = Set.of();

    /** What was right when it was said, a moment ago; it need not be looked at again. */
    private Map<String, String> checked = Map.of();

    /**
     * @param remembered what is read of the board
     */
    Overrides(
            SharedMap<String> map,
            CachedSharedMap<String> remembered,
            LimitControl control,
            AuditLog audit) {
        this.map = map;
        this.remembered = remembered;
        this.control = control;
        this.audit = audit;
    }

    /**
     * All that are shared, by key; what was shared before, while the store does not answer.
     *
     * @throws IllegalStateException if the store does not answer in time, and never has
     */
    public Collection<LimitOverride> all() {
        return overrides(remembered.recent().entries()).values();
    }

    /** The values that this node goes by. */
    public synchronized Map<String, String> inForce() {
        return inForce;
    }

    /**
     * Sets a value on all nodes; on this one it is in force when this returns.
     *
     * @param by the operator's name
     * @throws IllegalArgumentException if it would be wrong, with a message for the operator
     * @throws IllegalStateException if the store does not answer in time
     */
    public synchronized LimitOverride set(String key, String value, String by) {
        read();
        obstacle(key, value)
                .ifPresent(
                        why -> {
                            throw new IllegalArgumentException(SafeText.of(key) + ": " + why);
                        });
        Map<String, String> next = new TreeMap<>(inForce);
        String before = next.put(key, value);
        check(next);
        LimitOverride set =
                new LimitOverride(key, value, SafeText.escaped(by), control.nowMillis());
        map.put(key, set.toText());
        read();
        audit.add(
                by, AuditEntry.Action.OVERRIDE, key, before == null ? instead(key) : before, value);
        return set;
    }

    /**
     * Takes a value back on all nodes; nothing happens if none is set.
     *
     * @throws IllegalArgumentException if it would be wrong without it
     * @throws IllegalStateException if the store does not answer in time
     */
    public synchronized void undo(String key, String by) {
        Map<String, LimitOverride> all = read();
        Map<String, String> next = new TreeMap<>(inForce);
        if (next.remove(key) != null) {
            check(next);
        }
        map.remove(key);
        read();
        if (all.containsKey(key)) {
            audit.add(by, AuditEntry.Action.UNDO, key, all.get(key).value(), instead(key));
        }
    }

    /**
     * What would be in force for a key without overrides; empty for nothing, and for a key that
     * cannot be overridden, which may be anybody's.
     */
    public String instead(String key) {
        return obstacle(key, "").isPresent()
                ? ""
                : control.withoutOverrides(key).map(ConfigEntry::value).orElse("");
    }

    /**
     * Sees what is shared now, and puts it in force here.
     *
     * @return all that is shared, by key
     * @throws IllegalStateException if the store does not answer in time
     */
    synchronized Map<String, LimitOverride> read() {
        Map<String, LimitOverride> found = overrides(remembered.read());
        Map<String, LimitOverride> allowed = allowed(found);
        Map<String, String> values = new TreeMap<>();
        allowed.forEach((key, override) -> values.put(key, override.value()));
        if (!values.equals(read)) {
            Map<String, String> right = right(allowed.values(), values);
            control.override(right);
            inForce = Map.copyOf(right);
            read = values;
            checked = Map.of();
        }
        return found;
    }

    private Optional<String> obstacle(String key, String value) {
        return new OverrideRule(control.liveKeys()).obstacle(key, value);
    }

    /**
     * Without what no operator may set, whoever has put it into the grid. The log tells of each key
     * once, and of no value.
     */
    private Map<String, LimitOverride> allowed(Map<String, LimitOverride> found) {
        OverrideRule rule = new OverrideRule(control.liveKeys());
        Map<String, LimitOverride> allowed = new TreeMap<>();
        Set<String> others = new HashSet<>();
        found.forEach(
                (key, override) -> {
                    Optional<String> obstacle = rule.obstacle(key, override.value());
                    if (obstacle.isEmpty()) {
                        allowed.put(key, override);
                    } else if (others.add(key) && !ignored.contains(key)) {
                        LOG.log(
                                Level.WARNING,
                                "An override in the grid is ignored. {0}: {1}.",
                                SafeText.of(key),
                                obstacle.get());
                    }
                });
        ignored = others;
        return allowed;
    }

    private void check(Map<String, String> next) {
        control.problem(next)
                .ifPresent(
                        problem -> {
                            throw new IllegalArgumentException(problem);
                        });
        checked = next;
    }

    /** As many as are right together, the oldest ones first. */
    private Map<String, String> right(Collection<LimitOverride> shared, Map<String, String> all) {
        if (all.equals(checked) || control.problem(all).isEmpty()) {
            return all;
        }
        Map<String, String> right = new TreeMap<>();
        List<LimitOverride> byAge =
                shared.stream().sorted(Comparator.comparingLong(LimitOverride::atMillis)).toList();
        for (LimitOverride override : byAge) {
            right.put(override.key(), override.value());
            control.problem(right)
                    .ifPresent(
                            problem -> {
                                right.remove(override.key());
                                LOG.log(
                                        Level.WARNING,
                                        "An override is wrong on this node, and is left out. {0}",
                                        problem);
                            });
        }
        return right;
    }

    private static Map<String, LimitOverride> overrides(Map<String, String> texts) {
        Map<String, LimitOverride> overrides = new TreeMap<>();
        texts.forEach(
                (key, text) ->
                        LimitOverride.of(key, text)
                                .ifPresent(override -> overrides.put(key, override)));
        return overrides;
    }
}
