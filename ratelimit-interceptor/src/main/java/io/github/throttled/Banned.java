package io.github.throttled;

import java.time.Instant;
import java.util.Objects;

/**
 * A CDI event: a policy has rejected a call because its caller is banned.
 *
 * <p>Every rejected call of a banned caller fires an event, not only the first one. Delivery and
 * dropping work as for {@link Rejected}.
 *
 * @param policy the name of the policy that rejected the call
 * @param tier the tier of the caller; empty if there is none
 * @param key the partition key. It may contain a name or an address, so take care where you store
 *     it
 * @param decision the rejection; its {@code retryAfter} is at least the remaining time of the ban
 * @param at the time of the rejection, by the clock of this node
 */
public record Banned(String policy, String tier, String key, Decision decision, Instant at) {

    /**
     * Creates the event, for example in a test of an observer.
     *
     * @param policy the name of a policy; not null
     * @param tier empty for no tier; not null
     * @param key any text, or null
     * @param decision any decision; not null
     * @param at any time; not null
     * @throws NullPointerException if a parameter other than {@code key} is null
     */
    public Banned {
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(tier, "tier");
        Objects.requireNonNull(decision, "decision");
        Objects.requireNonNull(at, "at");
    }
}
