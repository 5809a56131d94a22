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
 * The overrides that operators have set on all nodes. Thread-safe.
 *
 * <p>An override is validated like the configuration before it is shared. Another node may find a
 * shared override invalid, for example after a new version was deployed. That node ignores the
 * override and logs it; all others stay in force.
 */
public final class Overrides {

    private static final Logger LOG = System.getLogger(Overrides.class.getName());

    private final SharedMap<String> map;
    private final CachedSharedMap<String> remembered;
    private final LimitControl control;
    private final AuditLog audit;
    private Map<String, String> read = Map.of();
    private Map<String, String> inForce = Map.of();

    /** The keys of shared overrides that are not permitted and have been logged. */
    private Set<String> ignored = Set.of();

    /** The overrides that were validated just now, so that they need not be validated again. */
    private Map<String, String> checked = Map.of();

    /**
     * @param map the shared map of overrides
     * @param remembered the cached content of the map
     * @param control the limits of this node
     * @param audit records changes
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
     * Returns all shared overrides; while the store does not answer, those of the last read.
     *
     * @throws IllegalStateException if the store does not answer in time and no read has succeeded
     *     before
     */
    public Collection<LimitOverride> all() {
        return overrides(remembered.recent().entries()).values();
    }

    /** Returns the overrides in force on this node. */
    public synchronized Map<String, String> inForce() {
        return inForce;
    }

    /**
     * Sets a value on all nodes. On this node it is in force when the method returns.
     *
     * @param by the name of the operator
     * @throws IllegalArgumentException if the value is invalid; the message is for the operator
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
     * Removes an override on all nodes; does nothing if there is none.
     *
     * @throws IllegalArgumentException if the configuration would be invalid without it
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
     * Returns the value that a key would have without overrides; empty if there is none, or if the
     * key may not be overridden and so may be a secret.
     */
    public String instead(String key) {
        return obstacle(key, "").isPresent()
                ? ""
                : control.withoutOverrides(key).map(ConfigEntry::value).orElse("");
    }

    /**
     * Reads all shared overrides and applies them on this node.
     *
     * @return all shared overrides, by key
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

    /** Returns the permitted overrides. Logs each other key once, without its value. */
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
                                "Ignored an override in the grid that is not permitted. {0}: {1}.",
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

    /** Returns the overrides that are valid together; the oldest take precedence. */
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
                                        "Ignored an override that is invalid on this node. {0}",
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
