package io.github.throttled.internal.config.settings;

/** Where counters are stored. */
public enum StoreKind {
    /** In a Hazelcast instance if one is found, else on this node. */
    AUTO,
    /** In a Hazelcast instance; without one, the deployment fails. */
    HAZELCAST,
    /** On this node only. */
    LOCAL
}
