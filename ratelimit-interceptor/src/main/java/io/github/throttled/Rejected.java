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
 * events of one type wait for their observers on a node. Further events are dropped, so that no
 * queue grows and no request waits under attack. The log states the number of dropped events.
 *
 * @param policy the name of the policy that rejected the call
 * @param tier the tier of the caller; empty if there is none
 * @param key the partition key. It may contain a name or an address, so take care where you store
 *     it. It is null if the decision needed no key, for example because the policy denies the
 *     caller
 * @param decision the rejection, with the reason and the time until the next try
 * @param at the time of the rejection, by the clock of this node
 */
public record Rejected(String policy, String tier, String key, Decision decision, Instant at) {

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
    public Rejected {
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(tier, "tier");
        Objects.requireNonNull(decision, "decision");
        Objects.requireNonNull(at, "at");
    }
}
