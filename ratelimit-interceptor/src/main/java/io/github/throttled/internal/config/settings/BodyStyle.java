package io.github.throttled.internal.config.settings;

/** What JSON tells a rejected client why, and when to try again. */
public enum BodyStyle {
    /** A problem of RFC 9457, which other errors of an API can be told as, too. */
    PROBLEM,
    /**
     * One member, {@code error}, for clients that were written for such a body and read no other.
     */
    ERROR
}
