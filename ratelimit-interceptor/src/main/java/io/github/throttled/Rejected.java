package io.github.throttled;

import java.time.Instant;
import java.util.Objects;

/**
 * A CDI event: a policy has rejected a call for any reason except a ban. A policy in dry run fires
 * no event.
 *
 * <pre>{@code
 * void onRejected(@ObservesAsync Rejected rejected) { ... }
 * }</pre>
 *
 * <p>Events are fired asynchronously, and only if the application observes them. At most 1000
 * events wait for their observers on a node. Further events are dropped, so that under attack no
 * queue grows and no request waits. The log states the number of dropped events.
 *
 * @param policy the policy that rejected the call
 * @param tier the tier of the caller; empty if there is none
 * @param key the partition key; it may contain a name or an address, so take care where you store
 *     it. Null if the decision needed no key, for example because the policy denies the caller
 * @param decision the decision of the limits, with the reason and the time until the next try
 * @param at the time of the rejection, by the clock of this node
 */
public record Rejected(String policy, String tier, String key, Decision decision, Instant at) {

    /**
     * Checks that the parameters are present; {@code key} may be null.
     *
     * @throws NullPointerException if another parameter is null
     */
    public Rejected {
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(tier, "tier");
        Objects.requireNonNull(decision, "decision");
        Objects.requireNonNull(at, "at");
    }
}
