package io.github.throttled.cdi;

import io.github.throttled.engine.Enforcer;
import io.github.throttled.policy.Policy;

/**
 * A policy, or one tier of it, and what decides its calls.
 *
 * @param policy with the limits of the tier
 */
record Enforced(Policy policy, Enforcer enforcer) {}
