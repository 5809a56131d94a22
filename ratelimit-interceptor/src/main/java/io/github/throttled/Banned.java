package io.github.throttled;

import java.time.Instant;
import java.util.Objects;

/**
 * A CDI event: a policy has rejected a call because its caller is banned. There is one for each
 * such call, and the first one on a node is not marked. Fired, and dropped, like {@link Rejected}.
 *
 * @param policy that rejected the call
 * @param tier the caller's; empty if he is in none
 * @param key the partition key, which may be a name or an address: mind where you write it
 * @param decision what the limits said; its {@code retryAfter} is the rest of the ban
 * @param at when, by this node's clock
 */
public record Banned(String policy, String tier, String key, Decision decision, Instant at) {

    /** Checks that nothing is missing. */
    public Banned {
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(tier, "tier");
        Objects.requireNonNull(decision, "decision");
        Objects.requireNonNull(at, "at");
    }
}
