package io.github.throttled.internal.config.model;

/** What becomes of a policy's decisions. */
public enum Mode {
    /** Rejected calls are rejected. */
    ENFORCE,
    /** Calls are counted, and none is rejected; the log tells how many would have been. */
    DRY_RUN,
    /** Nothing is counted. */
    OFF
}
