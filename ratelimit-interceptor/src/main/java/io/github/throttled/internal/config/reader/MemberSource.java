package io.github.throttled.internal.config.reader;

/** The sources of a member of {@code @Throttled}, the strongest first. */
public enum MemberSource {
    /** {@code com.acme.Orders/list/Throttled/limit}. */
    METHOD_KEY,
    /** {@code com.acme.Orders/Throttled/limit}. */
    CLASS_KEY,
    /** {@code Throttled/limit}. */
    GLOBAL_KEY,
    /** {@code @Throttled(limit = ...)}. */
    ANNOTATION
}
