package io.github.throttled.internal.config.model;

import io.github.throttled.internal.algorithm.Limits;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A named set of limits with a strategy and a key.
 *
 * @param name as in {@code throttled.policy.NAME.}, which is at most 64 characters, or {@code
 *     Class.method}, which is as long as these names are; letters, digits, {@code . _ -}, safe in a
 *     header
 * @param tier whose limits these are; empty for those of callers who are in no tier
 * @param limits at least one; a call must pass all
 * @param tiers the limits of callers in a tier, the most generous first; empty in a tier
 * @param counting how each of the limits counts
 * @param key who shares a counter
 * @param cost of a call that does not say otherwise; at most the {@link #capacity}
 * @param scope which calls it concerns
 * @param onStoreFailure who decides when the store does not answer
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
        Scope scope,
        OnStoreFailure onStoreFailure,
        int maxKeys) {

    private static final long ANYBODY = 1;

    /** Makes the lists immutable. */
    public Policy {
        limits = List.copyOf(limits);
        tiers = Collections.unmodifiableMap(new LinkedHashMap<>(tiers));
    }

    /** A policy without tiers. */
    public Policy(
            String name,
            List<Limit> limits,
            Counting counting,
            KeyExpression key,
            Cost cost,
            Scope scope,
            OnStoreFailure onStoreFailure,
            int maxKeys) {
        this(name, "", limits, Map.of(), counting, key, cost, scope, onStoreFailure, maxKeys);
    }

    /**
     * The policy for callers in a tier.
     *
     * @param of one of {@link #tiers}
     */
    public Policy inTier(String of) {
        return new Policy(
                name,
                of,
                tiers.get(of),
                Map.of(),
                counting,
                key,
                cost,
                scope,
                onStoreFailure,
                maxKeys);
    }

    /** The policy for callers in no tier, and then for those in each of its tiers. */
    public Stream<Policy> inAllTiers() {
        return Stream.concat(Stream.of(this), tiers.keySet().stream().map(this::inTier));
    }

    /** Whether it does not matter to it who the user is, so that nobody has to know. */
    boolean precedesAuthentication() {
        return tiers.isEmpty()
                && scope.precedesAuthentication()
                && key.sources().allMatch(KeySource::precedesAuthentication);
    }

    /** What tells its counters from those of others: each tier has its own. */
    public String counters() {
        return counters(name, tier);
    }

    /**
     * What tells the counters of a tier from those of others.
     *
     * @param tier empty for those of callers who are in none
     */
    public static String counters(String policy, String tier) {
        return tier.isEmpty() ? policy : policy + '.' + tier;
    }

    /** The most that a call can ever cost: what the smallest limit of all tiers can hold. */
    public long capacity() {
        return Stream.concat(Stream.of(limits), tiers.values().stream())
                .mapToLong(of -> toLimits(of, ANYBODY).capacity())
                .min()
                .orElseThrow();
    }

    /**
     * Whether it is known only when a call ends what it costs, so that it takes nothing before. One
     * that has to wait for its turn must take it.
     */
    public boolean decidesLater() {
        return !scope.countOn().isEveryCall() && !counting.isHeld() && !counting.delaysCalls();
    }

    /** How many such calls of one key may be under way on a node. */
    public long mostUndecided() {
        return scope.countOn()
                .mostUndecided(limits.stream().mapToLong(Limit::quota).min().orElseThrow());
    }

    /** The limits as functions on a counter's state, where it does not matter who counts. */
    public Limits toLimits() {
        return toLimits(ANYBODY);
    }

    /**
     * The limits as functions on a counter's state.
     *
     * @param node the identity of the node that counts; positive
     */
    public Limits toLimits(long node) {
        return toLimits(limits, node);
    }

    private Limits toLimits(List<Limit> of, long node) {
        return new Limits(of.stream().map(limit -> counting.of(limit, node)).toList(), scope.ban());
    }
}
