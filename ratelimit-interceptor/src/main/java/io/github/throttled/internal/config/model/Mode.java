package io.github.throttled.internal.config.model;

/** How the decisions of a policy are applied. */
public enum Mode {
    /** Rejections apply. */
    ENFORCE,
    /** Calls are counted but never rejected; the log reports how many would have been. */
    DRY_RUN,
    /** Nothing is counted. */
    OFF
}
