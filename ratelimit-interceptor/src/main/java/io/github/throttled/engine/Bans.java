package io.github.throttled.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whom somebody has banned by hand, as this node knows it. Where nobody is banned it costs a
 * decision one read. Thread-safe.
 */
public final class Bans {

    private volatile Map<Caller, Ban> bans = Map.of();

    /**
     * Who is banned.
     *
     * @param policy its name
     * @param key the partition key
     */
    public record Caller(String policy, String key) {}

    Bans() {}

    /**
     * Says who is banned from now on: these, and nobody else.
     *
     * @param untilMillis until when, milliseconds since the epoch
     */
    public void replaceAll(Map<Caller, Long> untilMillis) {
        Map<Caller, Ban> next = new HashMap<>();
        Map<Caller, Ban> known = bans;
        untilMillis.forEach(
                (caller, until) -> {
                    Ban ban = known.get(caller);
                    next.put(
                            caller,
                            ban != null && ban.untilMillis() == until ? ban : new Ban(until));
                });
        bans = Map.copyOf(next);
    }

    /** Until when a caller is banned, milliseconds since the epoch; 0 for not at all. */
    public long untilMillis(String policy, String key, long nowMillis) {
        Ban ban = of(policy, key);
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
    Ban of(String policy, String key) {
        Map<Caller, Ban> now = bans;
        return now.isEmpty() ? null : now.get(new Caller(policy, key));
    }
}
