package io.github.throttled;

import java.time.Instant;
import java.util.Objects;

/**
 * A CDI event: a policy has rejected a call because its caller is banned.
 *
 * <p>An event is fired for every rejected call of a banned caller. The first one on a node is not
 * distinguished from the others. Delivery and dropping work as for {@link Rejected}.
 *
 * @param policy the policy that rejected the call
 * @param tier the tier of the caller; empty if there is none
 * @param key the partition key; it may contain a name or an address, so take care where you store
 *     it
 * @param decision the decision of the limits; its {@code retryAfter} is the remaining time of the
 *     ban
 * @param at the time of the rejection, by the clock of this node
 */
public record Banned(String policy, String tier, String key, Decision decision, Instant at) {

    /**
     * Checks that the parameters are present; {@code key} may be null.
     *
     * @throws NullPointerException if another parameter is null
     */
    public Banned {
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(tier, "tier");
        Objects.requireNonNull(decision, "decision");
        Objects.requireNonNull(at, "at");
    }
}
