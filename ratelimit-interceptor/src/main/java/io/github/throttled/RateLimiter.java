package io.github.throttled;

import java.util.concurrent.CompletionStage;

/**
 * Acquires permits programmatically, where {@link Throttled @Throttled} cannot be used. Inject it:
 *
 * <pre>{@code
 * @Inject RateLimiter limiter;
 * Decision decision = limiter.tryAcquire("mails", "tenant:" + tenantId);
 * }</pre>
 *
 * <p>A policy is named as in {@code throttled.policy.NAME.}, or {@code Class.method} for one that
 * an annotation defines. A key is any string that you choose; the counters of annotated calls have
 * keys like {@code user:alice}, {@code ip:192.0.2.1} and {@code global}. Keys longer than 128
 * characters are replaced by a hash. The parts of a policy that concern callers (key, tiers,
 * exempt, deny) do not apply, because only the key is known. A policy with mode {@code dry-run} or
 * {@code off} admits every call. If a policy sets {@code max-wait}, the program itself has to wait
 * for the {@link Decision#delay}.
 *
 * <p>All methods throw {@link IllegalArgumentException} for an unknown policy, a null or empty key,
 * and fewer than 1 permit. {@link #tryAcquire} and {@link #tryAcquireAsync} throw it for a policy
 * with {@code strategy=concurrent}; {@link #hold} throws it for all other policies. No method waits
 * for the grid longer than {@code throttled.store.max-wait}.
 */
public interface RateLimiter {

    /**
     * Takes one permit if the policy admits it.
     *
     * @param policy the name of the policy
     * @param key the partition key
     * @return the decision; never null
     */
    default Decision tryAcquire(String policy, String key) {
        return tryAcquire(policy, key, 1);
    }

    /**
     * Takes all of the given permits, or none.
     *
     * @param policy the name of the policy
     * @param key the partition key
     * @param permits at least 1
     * @return the decision; never null
     */
    Decision tryAcquire(String policy, String key, long permits);

    /** Like {@link #tryAcquire(String, String)}, without blocking the calling thread. */
    default CompletionStage<Decision> tryAcquireAsync(String policy, String key) {
        return tryAcquireAsync(policy, key, 1);
    }

    /** Like {@link #tryAcquire(String, String, long)}, without blocking the calling thread. */
    CompletionStage<Decision> tryAcquireAsync(String policy, String key, long permits);

    /**
     * Takes one permit, if the policy admits it, and holds it until {@link Hold#close}.
     *
     * @param policy a policy with {@code strategy=concurrent}
     * @param key the partition key
     * @return the permit or the rejection; never null
     */
    Hold hold(String policy, String key);

    /**
     * Returns the decision that {@link #tryAcquire(String, String)} would make now, without taking
     * permits.
     */
    Decision peek(String policy, String key);

    /**
     * Returns the address of the client that sent the current request, for use as a part of keys.
     *
     * <p>It is the address that policies with the key {@code ip} use: that of the client behind
     * {@code throttled.trusted-proxies}, or its network.
     *
     * @return {@code 192.0.2.1}, {@code 2001:db8:1:2::/64}, or a hash of an invalid address; {@code
     *     unknown} if this thread serves no request
     */
    String callerAddress();

    /** Resets all counters of the key in the policy, on all nodes. */
    void reset(String policy, String key);
}
