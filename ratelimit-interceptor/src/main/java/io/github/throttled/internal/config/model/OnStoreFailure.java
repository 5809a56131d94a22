package io.github.throttled.internal.config.model;

/** How calls are decided while the store does not answer. */
public enum OnStoreFailure {
    /** This node decides by its share of the limit. */
    LOCAL,
    /** Every call is admitted. */
    ALLOW,
    /** Every call is rejected. */
    DENY
}
