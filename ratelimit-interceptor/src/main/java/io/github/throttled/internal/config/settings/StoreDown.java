package io.github.throttled.internal.config.settings;

/** The readiness of a node whose store does not answer. */
public enum StoreDown {
    /** Ready: the node serves requests, with the limits of {@code on-store-failure}. */
    UP,
    /** Not ready. */
    DOWN
}
