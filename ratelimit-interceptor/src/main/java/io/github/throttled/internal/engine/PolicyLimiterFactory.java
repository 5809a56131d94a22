package io.github.throttled.internal.engine;

import io.github.throttled.internal.algorithm.Limits;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.engine.combining.Backoff;
import io.github.throttled.internal.engine.combining.Combiner;
import io.github.throttled.internal.engine.combining.DamageReport;
import io.github.throttled.internal.engine.combining.Debts;
import io.github.throttled.internal.engine.combining.DecisionFactory;
import io.github.throttled.internal.engine.combining.Holdings;
import io.github.throttled.internal.engine.combining.LastSeen;
import io.github.throttled.internal.engine.combining.PolicyState;
import io.github.throttled.internal.engine.failover.StoreHealth;
import io.github.throttled.internal.engine.failover.StoreTimeout;
import io.github.throttled.internal.engine.lease.LeaseSize;
import io.github.throttled.internal.engine.lease.Leases;
import io.github.throttled.internal.store.CounterStore;
import io.github.throttled.internal.store.Counters;
import io.github.throttled.internal.store.EvictionRank;
import io.github.throttled.internal.store.local.LocalCounters;

/**
 * Puts together what decides for a policy: the limiter, the {@link Combiner} that serves its calls,
 * and the counters of the store, whose answers {@link StoreHealth} watches.
 *
 * @param node this node's identity; positive
 * @param storeTimeout the longest time that a call waits
 */
record PolicyLimiterFactory(
        CounterStore store, StoreHealth health, long node, StoreTimeout storeTimeout) {

    /**
     * Creates a limiter that takes over the debts or the held permits of the old one.
     *
     * @param old the limiter that has decided so far; null for none
     */
    PolicyLimiter create(Policy policy, PolicyLimiter old) {
        if (policy.counting().isHeld()) {
            return concurrency(
                    policy,
                    old instanceof ConcurrencyLimiter held ? held.holdings() : new Holdings());
        }
        Debts debts = old == null ? Debts.of(policy) : old.debts().orThoseOf(policy);
        Limits limits = policy.toLimits(node);
        Counters stored = stored(policy, limits);
        PolicyState state = state(policy, limits, stored, debts);
        LocalDecider local =
                !store.isShared() && stored instanceof LocalCounters own
                        ? new LocalDecider(state.decisions(), limits, own)
                        : null;
        PolicyLimiter created =
                new PolicyLimiter(
                        state,
                        new Combiner(state),
                        local,
                        Fallback.of(policy, limits, store),
                        health,
                        storeTimeout);
        created.start();
        return created;
    }

    /**
     * Creates a limiter of concurrent calls.
     *
     * @param holdings the permits held by calls that earlier limits have admitted
     */
    ConcurrencyLimiter concurrency(Policy policy, Holdings holdings) {
        Limits limits = policy.toLimits(node);
        // Renewals also cover the calls that the local share admits, so they need no debts.
        PolicyState state = state(policy, limits, stored(policy, limits), Debts.ofHeld());
        ConcurrencyLimiter created =
                new ConcurrencyLimiter(
                        state,
                        new Combiner(state),
                        Fallback.of(policy, limits, store),
                        health,
                        storeTimeout,
                        holdings);
        created.start();
        return created;
    }

    /**
     * The counters of the policy. Nodes that count differently, such as those of another version,
     * have counters of their own: otherwise each would take the other's for damaged ones.
     */
    private Counters stored(Policy policy, Limits limits) {
        String name = policy.counters() + "/" + Long.toHexString(limits.layout());
        return store.counters(
                name, limits.memoryMillis(), policy.maxKeys(), EvictionRank.of(limits));
    }

    private PolicyState state(Policy policy, Limits limits, Counters stored, Debts debts) {
        debts.remember(limits.memoryMillis());
        return new PolicyState(
                policy.name(),
                limits,
                new DecisionFactory(policy.name(), policy.quotaUnit(), limits),
                health.watched(stored),
                new LastSeen(policy.maxKeys()),
                new Leases(LeaseSize.of(policy.counting().lease()), policy.maxKeys(), store),
                debts,
                store::nowMillis,
                Backoff.randomly(storeTimeout.timer()),
                new DamageReport(policy.name(), limits));
    }
}
