package io.github.throttled.internal.config.settings;

/** The JSON that explains a rejection to a client. */
public enum BodyStyle {
    /** A problem of RFC 9457, a format that an API can use for its other errors, too. */
    PROBLEM,
    /** One member, {@code error}, for clients that understand only such a body. */
    ERROR
}
