package io.github.throttled.internal.engine.combining;

import io.github.throttled.internal.algorithm.Limits;
import io.github.throttled.internal.engine.lease.Leases;
import io.github.throttled.internal.store.Counters;

import java.util.function.LongSupplier;

/**
 * What deciding the calls of one policy needs.
 *
 * @param policy the name of the policy
 * @param limits the limits to enforce
 * @param decisions converts the verdicts of the limits
 * @param counters the counters that all nodes share
 * @param lastSeen the states that this node saw last
 * @param leases the permits that this node has leased
 * @param debts the permits that this node has admitted by itself and owes
 * @param clock milliseconds since the epoch
 * @param backoff delays retries after a failed compare-and-set
 * @param damage reports a counter that cannot be read
 */
public record PolicyState(
        String policy,
        Limits limits,
        DecisionFactory decisions,
        Counters counters,
        LastSeen lastSeen,
        Leases leases,
        Debts debts,
        LongSupplier clock,
        Backoff backoff,
        DamageReport damage) {}
