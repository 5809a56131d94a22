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
 * <p>A policy has the NAME of {@code throttled.policy.NAME.}, or the name that {@link
 * Throttled @Throttled} describes if an annotation defines it. A key is any text that you choose,
 * but not null or empty. Keys of annotated calls are, for example, {@code user:alice}, {@code
 * ip:192.0.2.1} and {@code global}. A hash replaces a key that is unprintable, begins with {@code
 * #}, or has more than 128 characters.
 *
 * <p>The parts of a policy that concern callers (key, tiers, exempt, deny) do not apply, because
 * only the key is known. A policy with mode {@code dry-run} or {@code off} admits every call. If a
 * policy sets {@code max-wait}, the program itself has to wait for the {@link Decision#delay}.
 *
 * <p>A decision waits for the grid no longer than {@code throttled.store.max-wait}. After that, or
 * if the waiting thread is interrupted, the {@code on-store-failure} of the policy decides. The
 * interrupt status stays set. All methods are thread-safe.
 */
public interface RateLimiter {

    /**
     * Takes one permit if the policy admits it.
     *
     * @param policy the name of a policy, with any strategy except {@code concurrent}
     * @param key the partition key; not null or empty
     * @return the decision; never null
     * @throws IllegalArgumentException if the policy is unknown or has {@code strategy=concurrent},
     *     or if the key is null or empty
     * @throws NullPointerException if the policy is null
     */
    default Decision tryAcquire(String policy, String key) {
        return tryAcquire(policy, key, 1);
    }

    /**
     * Takes all of the given permits, or none.
     *
     * @param policy the name of a policy, with any strategy except {@code concurrent}
     * @param key the partition key; not null or empty
     * @param permits at least 1. If a limit can never hold so many, the decision is {@link
     *     Decision#never never}
     * @return the decision; never null
     * @throws IllegalArgumentException if the policy is unknown or has {@code strategy=concurrent},
     *     if the key is null or empty, or for fewer than 1 permit
     * @throws NullPointerException if the policy is null
     */
    Decision tryAcquire(String policy, String key, long permits);

    /**
     * Takes one permit if the policy admits it, like {@link #tryAcquire(String, String)}, without
     * blocking the calling thread. Wrong parameters throw at once, not in the stage.
     *
     * @param policy the name of a policy, with any strategy except {@code concurrent}
     * @param key the partition key; not null or empty
     * @return completes with the decision; neither is ever null
     * @throws IllegalArgumentException if the policy is unknown or has {@code strategy=concurrent},
     *     or if the key is null or empty
     * @throws NullPointerException if the policy is null
     */
    default CompletionStage<Decision> tryAcquireAsync(String policy, String key) {
        return tryAcquireAsync(policy, key, 1);
    }

    /**
     * Takes all of the given permits, or none, like {@link #tryAcquire(String, String, long)},
     * without blocking the calling thread. Wrong parameters throw at once, not in the stage.
     *
     * @param policy the name of a policy, with any strategy except {@code concurrent}
     * @param key the partition key; not null or empty
     * @param permits at least 1. If a limit can never hold so many, the decision is {@link
     *     Decision#never never}
     * @return completes with the decision; neither is ever null
     * @throws IllegalArgumentException if the policy is unknown or has {@code strategy=concurrent},
     *     if the key is null or empty, or for fewer than 1 permit
     * @throws NullPointerException if the policy is null
     */
    CompletionStage<Decision> tryAcquireAsync(String policy, String key, long permits);

    /**
     * Takes one permit if the policy admits it, and holds it until {@link Hold#close}.
     *
     * @param policy the name of a policy with {@code strategy=concurrent}
     * @param key the partition key; not null or empty
     * @return the permit or the rejection; never null
     * @throws IllegalArgumentException if the policy is unknown or has another strategy, or if the
     *     key is null or empty
     * @throws NullPointerException if the policy is null
     */
    Hold hold(String policy, String key);

    /**
     * Returns the decision that {@link #tryAcquire(String, String)} would return now, or {@link
     * #hold}, without taking a permit.
     *
     * @param policy the name of a policy, with any strategy
     * @param key the partition key; not null or empty
     * @return the decision; never null. Other calls may change the next decision at any time
     * @throws IllegalArgumentException if the policy is unknown, or if the key is null or empty
     * @throws NullPointerException if the policy is null
     */
    Decision peek(String policy, String key);

    /**
     * Returns the address of the client that sent the current request, for use as a part of keys.
     *
     * <p>Policies with the key {@code ip} use the same address. Behind {@code
     * throttled.trusted-proxies}, it is the address of the client, not of the proxy. It is a
     * network if {@code throttled.ipv4-prefix} or {@code throttled.ipv6-prefix} shortens addresses.
     *
     * @return never null: for example {@code 192.0.2.1} or {@code 2001:db8:1:2::/64}, or a hash of
     *     an invalid address; {@code unknown} if this thread serves no request
     */
    String callerAddress();

    /**
     * Resets the counters of a key in all tiers of a policy, for all nodes. A ban that the policy
     * has imposed ends, too. The method waits up to {@code throttled.store.max-wait} for each tier.
     *
     * @param policy the name of a policy, with any strategy
     * @param key the partition key; not null or empty
     * @throws IllegalArgumentException if the policy is unknown, or if the key is null or empty
     * @throws IllegalStateException if the store does not confirm a reset in time; some counters
     *     may be reset nevertheless
     * @throws NullPointerException if the policy is null
     */
    void reset(String policy, String key);
}
