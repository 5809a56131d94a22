package io.github.throttled.internal.observability.usage;

import io.github.throttled.Decision;

/**
 * A call that a policy rejected, delayed, or would have rejected.
 *
 * @param tier {@link DecisionCounter#NO_TIER} for callers without a tier
 * @param key the partition key; null if the decision needed none. It is personal data, and must not
 *     appear in metric labels, span attributes or logs
 * @param decision the decision of the limits in any mode
 */
public record RestrictedCall(
        String policy, String tier, Outcome outcome, String key, Decision decision) {}
