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

/** Reads and changes the limits of one application on this node. */
public interface LimitControl {

    /** Returns the name that separates the counters of this application from those of others. */
    String application();

    /** Returns the cluster time in milliseconds since the epoch. */
    long nowMillis();

    /** Returns a description of the store for operators. */
    String storeDescription();

    /** Returns the state of the store. */
    StoreState storeState();

    /** Returns the identity of this node's grid member; empty if there is none. */
    String memberId();

    /** Returns the number of nodes that share the counters; at least 1. */
    int members();

    /** Returns all policies in force, sorted by name. */
    List<Policy> policies();

    /** Returns the leased permits and the counters of a policy on this node. */
    NodeGauges gauges(Policy policy);

    /** Returns the configuration keys that can be overridden now. */
    LiveKeys liveKeys();

    /** Returns the whole configuration, including overrides. */
    Collection<ConfigEntry> configuration();

    /** Returns the value that a key would have without overrides. */
    Optional<ConfigEntry> withoutOverrides(String key);

    /**
     * Returns the problems that these overrides would cause, one per line; empty if they are valid.
     *
     * @param overrides values by key
     */
    Optional<String> problem(Map<String, String> overrides);

    /** Applies these overrides in place of the previous ones; they must be valid. */
    void override(Map<String, String> overrides);

    /** Returns the current decision for a key without taking permits. */
    Decision peek(Policy policy, String key);

    /**
     * Resets the counters of a key.
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

    /** Returns the manual bans that this node enforces. */
    ManualBans bans();
}
