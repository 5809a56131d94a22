package io.github.throttled.internal.control;

import io.github.throttled.Decision;
import io.github.throttled.internal.config.catalog.LiveKeys;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.config.reader.ConfigEntry;
import io.github.throttled.internal.engine.ManualBans;
import io.github.throttled.internal.engine.failover.StoreState;
import io.github.throttled.internal.observability.usage.NodeGauges;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be asked of the limits of one application on this node, and done to them. */
public interface LimitControl {

    /** What separates the counters of this application from those of others. */
    String application();

    /** The time of all nodes, milliseconds since the epoch. */
    long nowMillis();

    /** Which store this is, for an operator to read. */
    String storeDescription();

    /** Whether the store is asked. */
    StoreState storeState();

    /** The identity of this node's member of the grid; empty if it has none. */
    String memberId();

    /** How many nodes share the counters; at least 1. */
    int members();

    /** All policies in force, by name. */
    List<Policy> policies();

    /** What this node has of a policy. */
    NodeGauges gauges(Policy policy);

    /** Which keys can be changed now. */
    LiveKeys liveKeys();

    /** All that is configured, with what overrides say. */
    Collection<ConfigEntry> configuration();

    /** What would be in force for a key without overrides. */
    Optional<ConfigEntry> withoutOverrides(String key);

    /**
     * What would be wrong if these were the overrides, in many lines; empty if all is right.
     *
     * @param overrides values by key
     */
    Optional<String> problem(Map<String, String> overrides);

    /** Applies these overrides, in place of those before; they have to be right. */
    void override(Map<String, String> overrides);

    /** Where a key stands, with nothing taken. */
    Decision peek(Policy policy, String key);

    /**
     * Forgets what was counted for a key.
     *
     * @throws IllegalStateException if the store does not confirm it in time
     */
    void reset(Policy policy, String key);

    /**
     * Ends a ban that the policy has imposed.
     *
     * @throws IllegalStateException if the store does not confirm it in time
     */
    void pardon(Policy policy, String key);

    /** Whom somebody has banned by hand, as this node knows it. */
    ManualBans bans();
}
