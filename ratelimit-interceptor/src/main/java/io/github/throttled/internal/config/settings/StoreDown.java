package io.github.throttled.internal.config.settings;

/** What a readiness probe is told of a node whose store does not answer. */
public enum StoreDown {
    /** It is ready: it serves requests, and its limits are those of {@code on-store-failure}. */
    UP,
    /** It is not ready. */
    DOWN
}
