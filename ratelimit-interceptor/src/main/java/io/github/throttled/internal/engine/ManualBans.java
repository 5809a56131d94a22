package io.github.throttled.internal.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The bans that operators have imposed, as this node knows them. While there are none, they cost a
 * decision one read. Thread-safe.
 */
public final class ManualBans {

    private volatile Map<Caller, ManualBan> bans = Map.of();

    /**
     * A caller of one policy.
     *
     * @param policy the name of the policy
     * @param key the partition key
     */
    public record Caller(String policy, String key) {}

    ManualBans() {}

    /**
     * Replaces all bans.
     *
     * @param untilMillis when each ban ends, milliseconds since the epoch
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

    /** When the ban of a caller ends, milliseconds since the epoch; 0 for no ban. */
    public long untilMillis(String policy, String key, long nowMillis) {
        ManualBan ban = of(policy, key);
        return ban == null || ban.isOver(nowMillis) ? 0 : ban.untilMillis();
    }

    /**
     * The keys with a ban in a policy, sorted. Bans that ended a short time ago may be among them.
     */
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
