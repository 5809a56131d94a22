package io.github.throttled;

import java.time.Instant;
import java.util.Objects;

/**
 * A CDI event: a policy has rejected a call, for whatever reason but a ban. What a policy in dry
 * run would have rejected is none.
 *
 * <pre>{@code
 * void onRejected(@ObservesAsync Rejected rejected) { ... }
 * }</pre>
 *
 * Events are fired asynchronously and only if somebody observes them. No more than 1000 of them
 * wait for their observers on a node: what comes on top of these is dropped, so that under attack
 * there is neither a queue that grows nor a request that waits. How many were, the log says.
 *
 * @param policy that rejected the call
 * @param tier the caller's; empty if he is in none
 * @param key the partition key, which may be a name or an address: mind where you write it; null if
 *     nobody asked for it, as where the policy denies the caller
 * @param decision what the limits said, with the reason and the time until the next try
 * @param at when, by this node's clock
 */
public record Rejected(String policy, String tier, String key, Decision decision, Instant at) {

    /** Checks that nothing is missing. */
    public Rejected {
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(tier, "tier");
        Objects.requireNonNull(decision, "decision");
        Objects.requireNonNull(at, "at");
    }
}
