package io.github.throttled.internal.control;

import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.engine.ManualBans;
import io.github.throttled.internal.store.SharedMap;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The bans of operators on all nodes. Thread-safe. */
public final class OperatorBans {

    /**
     * How long an expired ban stays in the grid, so that no deviating clock removes it early. In
     * milliseconds.
     */
    private static final long REMEMBERED_MILLIS = Duration.ofMinutes(1).toMillis();

    private final SharedMap<long[]> map;
    private final LimitControl control;
    private final AuditLog audit;
    private final ManualBans bans;

    OperatorBans(SharedMap<long[]> map, LimitControl control, AuditLog audit) {
        this.map = map;
        this.control = control;
        this.audit = audit;
        this.bans = control.bans();
    }

    /**
     * Returns the end of a manual ban in milliseconds since the epoch; 0 if the key is not banned.
     */
    public long untilMillis(Policy policy, String key) {
        return bans.untilMillis(policy.name(), key, control.nowMillis());
    }

    /** Returns the keys that are banned manually in a policy. */
    public List<String> keys(Policy policy) {
        return bans.keys(policy.name()).stream()
                .filter(key -> untilMillis(policy, key) > 0)
                .toList();
    }

    /**
     * Bans a key on all nodes. On this node the ban is in force when the method returns.
     *
     * @param length positive
     * @param by the name of the operator
     * @return the end of the ban in milliseconds since the epoch
     * @throws IllegalStateException if the store does not answer in time
     */
    public long ban(Policy policy, String key, Duration length, String by) {
        long before = untilMillis(policy, key);
        long until = control.nowMillis() + length.toMillis();
        map.put(name(policy, key), new long[] {until});
        audit.add(by, AuditEntry.Action.BAN, name(policy, key), text(before), text(until));
        read();
        return until;
    }

    /**
     * Lifts the ban of a key on all nodes, whether an operator or the policy itself has banned it.
     * The limits still apply.
     *
     * @param by the name of the operator
     * @throws IllegalStateException if the store does not answer in time
     */
    public void unban(Policy policy, String key, String by) {
        long before = untilMillis(policy, key);
        map.remove(name(policy, key));
        if (policy.scope().ban().isPresent()) {
            control.pardon(policy, key);
        }
        audit.add(by, AuditEntry.Action.UNBAN, name(policy, key), text(before), "");
        read();
    }

    /**
     * Reads all bans and removes expired ones.
     *
     * @throws IllegalStateException if the store does not answer in time
     */
    void read() {
        long now = control.nowMillis();
        Map<ManualBans.Caller, Long> banned = new HashMap<>();
        map.all()
                .forEach(
                        (name, until) -> {
                            int blank = name.indexOf(' ');
                            if (blank < 0 || until.length != 1) {
                                return;
                            }
                            if (until[0] > now) {
                                banned.put(
                                        new ManualBans.Caller(
                                                name.substring(0, blank),
                                                name.substring(blank + 1)),
                                        until[0]);
                            } else if (until[0] < now - REMEMBERED_MILLIS) {
                                map.remove(name);
                            }
                        });
        bans.replaceAll(banned);
    }

    /** Joins policy and key with a blank, because no name of a policy contains one. */
    private static String name(Policy policy, String key) {
        return policy.name() + ' ' + key;
    }

    private static String text(long untilMillis) {
        return untilMillis == 0 ? "" : "until " + Instant.ofEpochMilli(untilMillis);
    }
}
