package io.github.throttled.internal.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whom somebody has banned by hand, as this node knows it. Where nobody is banned it costs a
 * decision one read. Thread-safe.
 */
public final class ManualBans {

    private volatile Map<Caller, ManualBan> bans = Map.of();

    /**
     * Who is banned.
     *
     * @param policy its name
     * @param key the partition key
     */
    public record Caller(String policy, String key) {}

    ManualBans() {}

    /**
     * Says who is banned from now on: these, and nobody else.
     *
     * @param untilMillis until when, milliseconds since the epoch
     */
    public void replaceAll(Map<Caller, Long> untilMillis) {
        Map<Caller, ManualBan> next = new HashMap<>();
        Map<Caller, ManualBan> known = bans;
        untilMillis.forEach(
                (caller, until) -> {
                    ManualBan ban = known.get(caller);
                    next.put(
                            caller,
                            ban != null && ban.untilMillis() == until ? ban : new ManualBan(until));
                });
        bans = Map.copyOf(next);
    }

    /** Until when a caller is banned, milliseconds since the epoch; 0 for not at all. */
    public long untilMillis(String policy, String key, long nowMillis) {
        ManualBan ban = of(policy, key);
        return ban == null || ban.isOver(nowMillis) ? 0 : ban.untilMillis();
    }

    /** All that are banned by hand in a policy, or were a short time ago. */
    public List<String> keys(String policy) {
        return bans.keySet().stream()
                .filter(caller -> caller.policy().equals(policy))
                .map(Caller::key)
                .sorted()
                .toList();
    }

    /** The ban of a caller, which may be over; null for none. */
    ManualBan of(String policy, String key) {
        Map<Caller, ManualBan> now = bans;
        return now.isEmpty() ? null : now.get(new Caller(policy, key));
    }
}
