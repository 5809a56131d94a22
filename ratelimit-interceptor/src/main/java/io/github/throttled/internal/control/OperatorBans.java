package io.github.throttled.internal.control;

import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.engine.ManualBans;
import io.github.throttled.internal.store.SharedMap;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whom operators have banned, on all nodes. Thread-safe. */
public final class OperatorBans {

    /** How long one that is over stays, so that no clock makes it go early. */
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

    /** Until when a key is banned by hand, milliseconds since the epoch; 0 for not at all. */
    public long untilMillis(Policy policy, String key) {
        return bans.untilMillis(policy.name(), key, control.nowMillis());
    }

    /** The keys that are banned by hand in a policy. */
    public List<String> keys(Policy policy) {
        return bans.keys(policy.name()).stream()
                .filter(key -> untilMillis(policy, key) > 0)
                .toList();
    }

    /**
     * Bans a key on all nodes, on this one when this returns.
     *
     * @param length positive
     * @param by the operator's name
     * @return until when, milliseconds since the epoch
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
     * Lets a key call again on all nodes, as far as the limits admit it: no matter whether an
     * operator has banned it or the policy itself.
     *
     * @param by the operator's name
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
     * Sees who is banned now, and forgets who was.
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

    /** No policy has a blank in its name. */
    private static String name(Policy policy, String key) {
        return policy.name() + ' ' + key;
    }

    private static String text(long untilMillis) {
        return untilMillis == 0 ? "" : "until " + Instant.ofEpochMilli(untilMillis);
    }
}
