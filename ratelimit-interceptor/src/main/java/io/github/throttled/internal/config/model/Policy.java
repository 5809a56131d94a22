package io.github.throttled.internal.config.model;

import io.github.throttled.QuotaUnit;
import io.github.throttled.internal.algorithm.Limits;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A named set of limits with a strategy and a key.
 *
 * @param name a name as in {@code throttled.policy.NAME.}, which has at most 64 characters, or
 *     {@code Class.method}, which may be longer. Contains letters, digits, {@code . _ -}, and is
 *     safe in a header
 * @param tier the tier of these limits; empty for callers in no tier
 * @param limits at least one; a call must be admitted by all
 * @param tiers the limits of callers in a tier, the most generous first; empty in a tier
 * @param counting how each of the limits counts
 * @param key the partition key
 * @param cost the default cost of a call; at most the {@link #capacity}
 * @param quotaUnit what a permit stands for
 * @param scope the calls that the policy applies to
 * @param onStoreFailure how calls are decided while the store does not answer
 * @param maxKeys how many keys a node remembers; at least 1
 */
public record Policy(
        String name,
        String tier,
        List<Limit> limits,
        Map<String, List<Limit>> tiers,
        Counting counting,
        KeyExpression key,
        Cost cost,
        QuotaUnit quotaUnit,
        Scope scope,
        OnStoreFailure onStoreFailure,
        int maxKeys) {

    private static final long ANY_NODE = 1;

    /** Makes the lists immutable. */
    public Policy {
        limits = List.copyOf(limits);
        tiers = Collections.unmodifiableMap(new LinkedHashMap<>(tiers));
    }

    /** A policy of requests without tiers. */
    public Policy(
            String name,
            List<Limit> limits,
            Counting counting,
            KeyExpression key,
            Cost cost,
            Scope scope,
            OnStoreFailure onStoreFailure,
            int maxKeys) {
        this(
                name,
                "",
                limits,
                Map.of(),
                counting,
                key,
                cost,
                QuotaUnit.REQUESTS,
                scope,
                onStoreFailure,
                maxKeys);
    }

    /**
     * The policy for callers in a tier.
     *
     * @param target one of {@link #tiers}
     */
    public Policy inTier(String target) {
        return new Policy(
                name,
                target,
                tiers.get(target),
                Map.of(),
                counting,
                key,
                cost,
                quotaUnit,
                scope,
                onStoreFailure,
                maxKeys);
    }

    /** The policy for callers in no tier, and then for those in each of its tiers. */
    public Stream<Policy> inAllTiers() {
        return Stream.concat(Stream.of(this), tiers.keySet().stream().map(this::inTier));
    }

    /** Whether the policy does not depend on the user, so that it can precede authentication. */
    boolean precedesAuthentication() {
        return tiers.isEmpty()
                && scope.precedesAuthentication()
                && key.sources().allMatch(KeySource::precedesAuthentication);
    }

    /**
     * Whether callers may be admitted more often after they have logged in: the key, the tiers or
     * the exemptions depend on the user.
     */
    public boolean dependsOnUser() {
        return !tiers.isEmpty()
                || key.sources().anyMatch(KeySource::dependsOnUser)
                || scope.exemptsUsers();
    }

    /** The name of its counters, which differs from all others: each tier has its own. */
    public String counters() {
        return counters(name, tier);
    }

    /**
     * The name of the counters of a tier.
     *
     * @param tier empty for callers in no tier
     */
    public static String counters(String policy, String tier) {
        return tier.isEmpty() ? policy : policy + '.' + tier;
    }

    /** The highest possible cost of a call: the capacity of the smallest limit of all tiers. */
    public long capacity() {
        return Stream.concat(Stream.of(limits), tiers.values().stream())
                .mapToLong(target -> toLimits(target, ANY_NODE).capacity())
                .min()
                .orElseThrow();
    }

    /**
     * Whether the cost of a call is known only when the call ends, so that the call takes nothing
     * before. A call that may be delayed has to take its permits first.
     */
    public boolean decidesLater() {
        return !scope.countOn().isEveryCall() && !counting.isHeld() && !counting.delaysCalls();
    }

    /** How many undecided calls of one key may run on a node. */
    public long mostUndecided() {
        return scope.countOn()
                .mostUndecided(limits.stream().mapToLong(Limit::quota).min().orElseThrow());
    }

    /**
     * The limits as functions on a counter's state, where the identity of the node does not matter.
     */
    public Limits toLimits() {
        return toLimits(ANY_NODE);
    }

    /**
     * The limits as functions on a counter's state.
     *
     * @param node the identity of the node that counts; positive
     */
    public Limits toLimits(long node) {
        return toLimits(limits, node);
    }

    private Limits toLimits(List<Limit> target, long node) {
        return new Limits(
                target.stream().map(limit -> counting.of(limit, node)).toList(), scope.ban());
    }
}
