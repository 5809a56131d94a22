package io.github.throttled;

import java.util.concurrent.CompletionStage;

/**
 * Asks for permits by hand, where {@link Throttled @Throttled} does not reach. Inject it:
 *
 * <pre>{@code
 * @Inject RateLimiter limiter;
 * Decision decision = limiter.tryAcquire("mails", "tenant:" + tenantId);
 * }</pre>
 *
 * <p>A policy is named as in {@code throttled.policy.NAME.}, or {@code Class.method} for one that
 * an annotation defines. A key is any string of yours; the counters of annotated calls have keys
 * like {@code user:alice}, {@code ip:192.0.2.1} and {@code global}. Keys longer than 128 characters
 * are replaced by a hash. What a policy says of callers (key, tiers, exempt, deny) is not asked:
 * the key is all that is known of them. A policy whose mode is {@code dry-run} or {@code off}
 * rejects nobody here either. Where it says {@code max-wait}, the program itself has to wait for
 * the {@link Decision#delay}.
 *
 * <p>All methods throw {@link IllegalArgumentException} for an unknown policy, a null or empty key,
 * fewer than 1 permit, and a policy with {@code strategy=concurrent} where a method takes permits
 * for good; {@link #hold} is for those. No method waits for the grid longer than {@code
 * throttled.store.max-wait}.
 */
public interface RateLimiter {

    /** Takes one permit if the policy admits it. */
    default Decision tryAcquire(String policy, String key) {
        return tryAcquire(policy, key, 1);
    }

    /** Takes all of these permits, or none. */
    Decision tryAcquire(String policy, String key, long permits);

    /** Like {@link #tryAcquire(String, String)}, without making the caller wait. */
    default CompletionStage<Decision> tryAcquireAsync(String policy, String key) {
        return tryAcquireAsync(policy, key, 1);
    }

    /** Like {@link #tryAcquire(String, String, long)}, without making the caller wait. */
    CompletionStage<Decision> tryAcquireAsync(String policy, String key, long permits);

    /**
     * Takes one permit, if the policy admits it, until it is given back.
     *
     * @param policy one with {@code strategy=concurrent}
     */
    Hold hold(String policy, String key);

    /** What {@link #tryAcquire(String, String)} would answer now, taking nothing. */
    Decision peek(String policy, String key);

    /**
     * The address of whoever sent the current request, as policies with the key {@code ip} have it:
     * that of the client behind {@code throttled.trusted-proxies}, or its network. For keys of
     * which it is a part.
     *
     * @return {@code 192.0.2.1}, {@code 2001:db8:1:2::/64}, or a hash of what is no address; {@code
     *     unknown} where no request is served on this thread
     */
    String callerAddress();

    /** Forgets all that was counted for the key, on all nodes. */
    void reset(String policy, String key);
}
