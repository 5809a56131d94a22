package io.github.throttled.internal.config.reader;

/** The places that can say what a member of {@code @Throttled} is, the first of them first. */
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
