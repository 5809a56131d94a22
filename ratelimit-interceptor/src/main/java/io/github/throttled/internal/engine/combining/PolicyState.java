package io.github.throttled.internal.engine.combining;

import io.github.throttled.internal.algorithm.Limits;
import io.github.throttled.internal.engine.lease.Leases;
import io.github.throttled.internal.store.Counters;

import java.util.function.LongSupplier;

/**
 * What decides the calls of one policy, and is written down about them.
 *
 * @param limits what is enforced
 * @param counters what all nodes know
 * @param lastSeen what this node remembers of it
 * @param leases what this node has taken ahead
 * @param debts what this node has admitted by itself, and owes
 * @param clock milliseconds since the epoch
 * @param backoff what a node does that other nodes have defeated
 */
public record PolicyState(
        Limits limits,
        Counters counters,
        LastSeen lastSeen,
        Leases leases,
        Debts debts,
        LongSupplier clock,
        Backoff backoff) {}
