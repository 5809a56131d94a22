package io.github.throttled.internal.config.model;

/** Who decides when the store does not answer in time. */
public enum OnStoreFailure {
    /** This node, with its share of the limit. */
    LOCAL,
    /** Nobody: the call is admitted. */
    ALLOW,
    /** Nobody: the call is rejected. */
    DENY
}
