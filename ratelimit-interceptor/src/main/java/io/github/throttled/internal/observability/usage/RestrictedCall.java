package io.github.throttled.internal.observability.usage;

import io.github.throttled.Decision;

/**
 * A call that a policy did not just let pass: it rejected it, delays it, or would have rejected it.
 *
 * @param tier {@link DecisionCounter#NO_TIER} for those who are in none
 * @param key the partition key; null if nobody asked for it. It is the caller's own: no label, no
 *     attribute of a span and no line of a log may have it
 * @param decision what the limits said, whatever the mode
 */
public record RestrictedCall(
        String policy, String tier, Outcome outcome, String key, Decision decision) {}
